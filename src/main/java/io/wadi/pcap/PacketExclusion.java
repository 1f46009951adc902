package io.wadi.pcap;

import io.wadi.packet.Packet;

/**
 * Says which packets of a live capture are left out. Such packets are counted as {@code excluded} and do not reach the
 * route. Asked for every packet, on one thread a capture, so it must be quick; thread-safe where captures share it.
 */
@FunctionalInterface
public interface PacketExclusion {

    /** Whether the packet is left out. */
    boolean excludes(Packet packet);
}

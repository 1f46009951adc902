package io.wadi.pcap;

import io.wadi.packet.Packet;

/**
 * Decides which packets of a live capture are excluded. Excluded packets are counted and do not reach the route. It
 * is called for every packet, on one thread per capture, so it must be fast. It must be thread-safe if captures
 * share it.
 */
@FunctionalInterface
public interface PacketExclusion {

    /** Whether the packet is excluded. */
    boolean excludes(Packet packet);
}

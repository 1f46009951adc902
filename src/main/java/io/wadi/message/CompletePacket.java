package io.wadi.message;

import static io.wadi.message.MessageValues.require;

import io.wadi.packet.Packet;
import io.wadi.packet.PacketBuilder;

/** The rules that hold for the fields of a message together, whatever its format. */
final class CompletePacket {

    private CompletePacket() {}

    /**
     * Builds the packet that has been read, with the values that stand for absent ones.
     *
     * @throws PacketFormatException if a field is missing that every packet has
     */
    static Packet of(PacketBuilder packet, boolean hasTimestamp, boolean hasSize) throws PacketFormatException {
        require(packet.src != null && packet.dst != null, "ip.src or ip.dst is missing");
        require(packet.src.version() == packet.dst.version(), "ip.src and ip.dst are of different IP versions");
        require(hasTimestamp, "timestamp is missing");
        require(hasSize, "size is missing");
        require(packet.protocol != null || packet.transport != null, "protocol is missing");
        if (packet.transport == null) {
            packet.transport = packet.protocol;
        }
        if (packet.length == 0) {
            packet.length = packet.size;
        }
        if (packet.probe == null) {
            packet.probe = "unknown";
        }
        return packet.build();
    }
}

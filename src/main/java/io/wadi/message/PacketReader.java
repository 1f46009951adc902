package io.wadi.message;

import io.wadi.packet.Packet;

/**
 * Reads the messages of topic {@code packets} in any format: the first byte tells which one it is, so one topic may have
 * several. Not thread-safe.
 */
final class PacketReader implements MessageReader<Packet> {

    private final PacketJsonReader json = new PacketJsonReader();
    private final PacketProtoReader proto = new PacketProtoReader();

    @Override
    public Packet read(byte[] message) throws PacketFormatException {
        return PacketProto.is(message) ? proto.read(message) : json.read(message);
    }
}

package io.wadi.message;

import io.wadi.packet.Packet;

/**
 * Reads messages of one packet in any format, which the first byte tells. It may be in a record that has only it. Not thread-safe.
 */
final class PacketReader implements MessageReader<Packet> {

    private final PacketJsonReader json = new PacketJsonReader();
    private final PacketProtoReader proto = new PacketProtoReader();

    @Override
    public Packet read(byte[] message) throws PacketFormatException {
        if (PacketRecord.is(message)) {
            PacketRecord record = PacketRecord.of(message);
            MessageValues.require(record.packets() == 1, "the record has several packets, which must be split before");
            return read(message, record.start(0), record.end(0));
        }
        return PacketProto.is(message) ? proto.read(message) : json.read(message);
    }

    /** Reads a packet in Protobuf from a part of an array. */
    Packet read(byte[] bytes, int start, int end) throws PacketFormatException {
        return proto.read(bytes, start, end);
    }
}

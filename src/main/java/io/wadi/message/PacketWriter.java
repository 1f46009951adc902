package io.wadi.message;

import io.wadi.packet.Packet;
import io.wadi.settings.MessageFormat;

/** Writes packets as messages in one format. Not thread-safe. */
@FunctionalInterface
interface PacketWriter {

    /** Writes a packet as the value of a Kafka record. */
    byte[] write(Packet packet);

    /** Creates the writer of a format. */
    static PacketWriter of(MessageFormat format) {
        return format == MessageFormat.PROTOBUF ? new PacketProtoWriter()::write : new PacketJsonWriter()::write;
    }
}

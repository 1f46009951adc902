package io.wadi.flow;

import io.wadi.message.PacketMessage;

/** A flow record as a Kafka message, with its packet count and probe. */
final class FlowMessage extends PacketMessage {

    private final String probe;
    private final long packets;

    FlowMessage(byte[] key, byte[] json, FlowRecord record) {
        super(key, json);
        probe = record.key().probe();
        packets = record.packets();
    }

    String probe() {
        return probe;
    }

    long packets() {
        return packets;
    }
}

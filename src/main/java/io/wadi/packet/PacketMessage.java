package io.wadi.packet;

import java.util.List;

/**
 * A packet, or a flow, as Kafka carries it.
 *
 * @param key the conversation, the same for both directions, so that one partition sees all of it
 * @param json one JSON object in UTF-8
 */
public record PacketMessage(byte[] key, byte[] json) {

    /**
     * This object, its arrays' headers and its place in a list, and what camel-kafka and the producer keep for a record
     * until it is acknowledged: nine objects of 264 bytes together in a heap dump.
     */
    private static final int OWN_BYTES = 352;

    /** Bytes of heap that a message takes until Kafka acknowledges it, without the producer's own bounded buffer. */
    public long heldBytes() {
        return OWN_BYTES + key.length + json.length;
    }

    /** Charges a batch's messages in place of what they were written from. */
    public static void charge(MemoryCharge charge, List<PacketMessage> messages) {
        if (charge != null) {
            charge.set(messages.stream().mapToLong(PacketMessage::heldBytes).sum());
        }
    }
}

package io.wadi.message;

import io.wadi.packet.MemoryCharge;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A packet or a flow as a Kafka record, with Kafka's answer. A message is open until it is settled: acknowledged or
 * refused permanently. A message that failed otherwise is open again. Thread-safe.
 */
public class PacketMessage {

    /**
     * This object, its arrays' headers and its place in a list, and what camel-kafka, the producer and its callback keep
     * for a record until it is acknowledged: ten objects of 300 bytes together.
     */
    private static final int OWN_BYTES = 400;

    private final byte[] key;
    private final byte[] json;
    private volatile RecordMetadata acknowledgement;
    private volatile Exception failure;
    private volatile boolean refused;

    /**
     * A message yet to be sent.
     *
     * @param key the conversation, the same for both directions, so that one partition sees all of it
     * @param json one JSON object in UTF-8
     */
    public PacketMessage(byte[] key, byte[] json) {
        this.key = key;
        this.json = json;
    }

    /** The conversation. */
    public final byte[] key() {
        return key;
    }

    /** One JSON object in UTF-8. */
    public final byte[] json() {
        return json;
    }

    /** Bytes of heap that a message takes until Kafka acknowledges it, without the producer's own bounded buffer. */
    public final long heldBytes() {
        return OWN_BYTES + key.length + json.length;
    }

    /** Charges a batch's messages instead of the packets that they were written from. */
    public static void charge(MemoryCharge charge, List<PacketMessage> messages) {
        if (charge != null) {
            charge.set(messages.stream().mapToLong(PacketMessage::heldBytes).sum());
        }
    }

    /** Kafka has it, there. */
    public final void acknowledge(RecordMetadata where) {
        failure = null;
        acknowledgement = where;
    }

    /**
     * Kafka did not take it.
     *
     * @param forGood whether it never will
     */
    public final void fail(Exception why, boolean forGood) {
        failure = why;
        refused = forGood;
    }

    /** Where Kafka has it; null while it does not. */
    public final RecordMetadata acknowledgement() {
        return acknowledgement;
    }

    /** Why Kafka did not take it the last time that it was sent; null where it did. */
    public final Exception failure() {
        return failure;
    }

    /** Whether Kafka refused it permanently. */
    public final boolean isRefused() {
        return refused;
    }

    /** Whether nothing is to be done any more. */
    public final boolean isSettled() {
        return acknowledgement != null || refused;
    }
}

package io.wadi.message;

import org.apache.kafka.clients.producer.RecordMetadata;

/** The messages that a partition has acknowledged. Not thread-safe while messages are added. */
public final class Acknowledged {

    private long messages;
    private long first = Long.MAX_VALUE;
    private long last = -1;

    /** A broker that already has the message from an earlier attempt may return no offset. */
    void add(RecordMetadata where) {
        messages++;
        if (where.hasOffset()) {
            first = Math.min(first, where.offset());
            last = Math.max(last, where.offset());
        }
    }

    Acknowledged and(Acknowledged other) {
        Acknowledged both = new Acknowledged();
        both.messages = messages + other.messages;
        both.first = Math.min(first, other.first);
        both.last = Math.max(last, other.last);
        return both;
    }

    /** Number of acknowledged messages. */
    public long messages() {
        return messages;
    }

    /**
     * Number of these messages that the partition certainly holds. It is lower if the partition has lost some of their
     * offsets.
     *
     * @param begin the partition's lowest offset now
     * @param end the partition's end offset now
     */
    public long heldBetween(long begin, long end) {
        if (last < 0) {
            return messages;
        }
        long gone = Math.max(0, begin - first) + Math.max(0, last + 1 - end);
        return Math.max(0, messages - gone);
    }
}

package io.wadi.message;

import org.apache.kafka.clients.producer.RecordMetadata;

/** Messages that a partition has acknowledged. Not thread-safe while messages are added. */
public final class Acknowledged {

    private long messages;
    private long first = Long.MAX_VALUE;
    private long last = -1;

    /** A broker that had the message already, of an attempt before, may not say where. */
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

    /** How many there are. */
    public long messages() {
        return messages;
    }

    /**
     * How many of them the partition holds for certain: fewer, where it has lost some of the offsets that they got.
     *
     * @param begin its lowest offset now
     * @param end the offset after its highest now
     */
    public long heldBetween(long begin, long end) {
        if (last < 0) {
            return messages;
        }
        long gone = Math.max(0, begin - first) + Math.max(0, last + 1 - end);
        return Math.max(0, messages - gone);
    }
}

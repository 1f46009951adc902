package io.wadi.message;

import java.time.Duration;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Limits the bytes of messages that a consumer returns, and the packets of a poll: no more than its {@code max.poll.records},
 * where a record of several packets counts as each of them. Kafka limits records per poll and compressed bytes per fetch,
 * but 200 KB of a fetch can be 3,000 messages of 1 MB, which is more than the heap holds. If a consumer meets a value
 * that it cannot deserialize, its poll returns the records before it, and the next poll tries that value again.
 * Therefore, a spent budget makes the deserializer throw. It never throws for the first value of a poll. Used by the
 * consumer's thread only.
 */
public final class PollBudget {

    /** Forty times the size of 1,000 packets, or twice the largest message that Wadi publishes. */
    public static final long MOST_BYTES = 16L << 20;

    private final long most;
    private int mostPackets = Integer.MAX_VALUE;
    private long taken;
    private long packets;
    private boolean first = true;
    private boolean spent;
    private Duration rested = Duration.ZERO;

    /** Creates a budget of this many bytes. */
    PollBudget(long most) {
        this.most = most;
    }

    /** Creates a budget of {@link #MOST_BYTES}. */
    public PollBudget() {
        this(MOST_BYTES);
    }

    /** Starts a poll with what remains of the bytes. */
    void begin() {
        first = true;
        packets = 0;
        spent = false;
    }

    /** Starts a new budget, because the earlier messages are processed. */
    public void renew() {
        taken = 0;
        rested = Duration.ZERO;
        begin();
    }

    /** Counts a poll without records, and renews the budget when such polls have lasted for the whole time-out. */
    void rest(Duration poll, Duration timeout) {
        rested = rested.plus(poll);
        if (rested.compareTo(timeout) >= 0) {
            renew();
        }
    }

    /** Whether the bytes are spent. */
    boolean isSpent() {
        return spent || taken >= most;
    }

    /** The configured deserializer of keys, whose bytes are counted. */
    public Deserializer<Object> keys(Properties options) {
        return new Counting(configured(options, true), false);
    }

    /** The configured deserializer of values, which ends a poll when the budget is spent. */
    public Deserializer<Object> values(Properties options) {
        return values(options, UnaryOperator.identity());
    }

    /** Like {@link #values(Properties)}, with something between it and the configured deserializer. */
    Deserializer<Object> values(Properties options, UnaryOperator<Deserializer<Object>> between) {
        mostPackets = new ConsumerConfig(options).getInt(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
        return new Counting(between.apply(configured(options, false)), true);
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> configured(Properties options, boolean keys) {
        ConsumerConfig config = new ConsumerConfig(options);
        Deserializer<Object> deserializer = config.getConfiguredInstance(
                keys ? ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG : ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                Deserializer.class);
        deserializer.configure(config.originals(), keys);
        return deserializer;
    }

    private void takeKey(byte[] key) {
        taken += length(key);
    }

    private void takeValue(byte[] value) {
        int several = PacketRecord.count(value);
        boolean isLarge = taken + length(value) > most;
        if (!first && (isLarge || packets + several > mostPackets)) {
            spent = isLarge;
            throw new SerializationException("The poll has reached its limit of bytes or packets");
        }
        first = false;
        taken += length(value);
        packets += several;
    }

    private static int length(byte[] data) {
        return data == null ? 0 : data.length;
    }

    /** Keys are never refused: no poll could get past a key that is too large. */
    private final class Counting implements Deserializer<Object> {

        private final Deserializer<Object> deserializer;
        private final boolean isValue;

        Counting(Deserializer<Object> deserializer, boolean isValue) {
            this.deserializer = deserializer;
            this.isValue = isValue;
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            return deserialize(topic, null, data);
        }

        @Override
        public Object deserialize(String topic, Headers headers, byte[] data) {
            if (isValue) {
                takeValue(data);
            } else {
                takeKey(data);
            }
            return deserializer.deserialize(topic, headers, data);
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }
}

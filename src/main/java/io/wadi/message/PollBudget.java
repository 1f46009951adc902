package io.wadi.message;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How many bytes of messages a consumer hands out. Kafka counts records in a poll, and compressed bytes in a fetch: 200
 * KB of one can be 3,000 messages of 1 MB, more than the heap holds. A consumer that meets a value that it cannot
 * deserialize ends the poll with the records before it, and tries that value again in the next one: so a budget that is
 * spent refuses a value. The first value of a poll is never refused. Used by the consumer's thread only.
 */
public final class PollBudget {

    /** Forty times what 1,000 packets take, or one message of the largest size that Wadi publishes twice over. */
    public static final long MOST_BYTES = 16L << 20;

    private final long most;
    private long taken;
    private boolean first = true;
    private boolean spent;

    /** A budget of so many bytes. */
    PollBudget(long most) {
        this.most = most;
    }

    /** A budget of {@link #MOST_BYTES}. */
    public PollBudget() {
        this(MOST_BYTES);
    }

    /** A poll begins, on what is left. */
    void begin() {
        first = true;
        spent = false;
    }

    /** What was handed out is done with. */
    public void renew() {
        taken = 0;
        begin();
    }

    /** Whether a value was refused, or nothing is left. */
    boolean isSpent() {
        return spent || taken >= most;
    }

    /** The deserializer of keys that a consumer's options name; what it reads is counted. */
    public Deserializer<Object> keys(Properties options) {
        return new Counting(configured(options, true), false);
    }

    /** The deserializer of values that a consumer's options name, which ends a poll when the budget is spent. */
    public Deserializer<Object> values(Properties options) {
        return new Counting(configured(options, false), true);
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

    private void take(int bytes, boolean mayRefuse) {
        if (mayRefuse) {
            if (!first && taken + bytes > most) {
                spent = true;
                throw new SerializationException("The poll has reached its limit of bytes");
            }
            first = false;
        }
        taken += bytes;
    }

    /** A key is never refused: where it alone were too large, no poll could get past it. */
    private final class Counting implements Deserializer<Object> {

        private final Deserializer<Object> deserializer;
        private final boolean mayRefuse;

        Counting(Deserializer<Object> deserializer, boolean mayRefuse) {
            this.deserializer = deserializer;
            this.mayRefuse = mayRefuse;
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            return deserialize(topic, null, data);
        }

        @Override
        public Object deserialize(String topic, Headers headers, byte[] data) {
            take(data == null ? 0 : data.length, mayRefuse);
            return deserializer.deserialize(topic, headers, data);
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }
}

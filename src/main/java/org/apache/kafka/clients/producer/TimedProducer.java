package org.apache.kafka.clients.producer;

import java.util.Properties;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.common.utils.Time;

/**
 * A producer with a clock of the caller's choice. Kafka's public constructors always use the clock of the machine: if
 * it is set back by hours, the producer waits for hours. The constructor with a clock is visible only in Kafka's
 * package, so this class is in that package.
 */
public class TimedProducer<K, V> extends KafkaProducer<K, V> {

    /**
     * Creates a producer with these properties, which name its serializers.
     *
     * @param time the clock for its time-outs, and for records without a time of their own
     * @throws org.apache.kafka.common.KafkaException if it cannot be created, for example because of an unknown host
     */
    public TimedProducer(Properties properties, Time time) {
        super(new ProducerConfig(properties), null, null, null, null, null, new ApiVersions(), time);
    }
}

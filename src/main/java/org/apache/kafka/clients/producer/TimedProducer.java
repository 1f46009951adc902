package org.apache.kafka.clients.producer;

import java.util.Properties;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.common.utils.Time;

/**
 * A producer that waits by a clock of one's choice. Kafka's public constructors always take the clock of the machine, by
 * which a producer waits for hours when it is set back by hours. The constructor that accepts a clock is visible in
 * Kafka's package only, so this class is in it.
 */
public class TimedProducer<K, V> extends KafkaProducer<K, V> {

    /**
     * A producer of these properties, which name its serializers.
     *
     * @param time the clock by which it waits and which stamps records without a time of their own
     * @throws org.apache.kafka.common.KafkaException when there can be none, as for an unknown host
     */
    public TimedProducer(Properties properties, Time time) {
        super(new ProducerConfig(properties), null, null, null, null, null, new ApiVersions(), time);
    }
}

package io.wadi.message;

import java.util.Collection;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A producer that knows how many partitions a topic has. */
interface PartitionTeller {

    Logger LOG = LoggerFactory.getLogger(PartitionTeller.class);

    /** Whether it sends to a topic, as far as is known: it does not if it has sent to others only. */
    boolean maySendTo(String topic);

    /**
     * The number of partitions of a topic.
     *
     * @throws KafkaException if the broker refuses to tell
     */
    int partitions(String topic);

    /**
     * The number on which all producers agree that may send to a topic. They learn of new partitions at different times, and
     * packets that are packed by one number and sent by another one would be in the partition of others.
     *
     * @return the number, or {@link PacketPacker#UNKNOWN}
     */
    static int agreed(Collection<? extends PartitionTeller> producers, String topic) {
        int agreed = PacketPacker.UNKNOWN;
        for (PartitionTeller producer : producers) {
            if (!producer.maySendTo(topic)) {
                continue;
            }
            try {
                int partitions = producer.partitions(topic);
                if (agreed != PacketPacker.UNKNOWN && agreed != partitions) {
                    return PacketPacker.UNKNOWN;
                }
                agreed = partitions;
            } catch (KafkaException e) {
                LOG.debug("The number of partitions of {} is unknown: {}", topic, e.getMessage());
                return PacketPacker.UNKNOWN;
            }
        }
        return agreed;
    }
}

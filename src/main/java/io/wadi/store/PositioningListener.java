package io.wadi.store;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Tells {@link PartitionPositions} about assigned and revoked partitions, in addition to Camel's own listener. */
final class PositioningListener implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener camel;
    private final PartitionPositions positions;

    PositioningListener(ConsumerRebalanceListener camel, PartitionPositions positions) {
        this.camel = camel;
        this.positions = positions;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        camel.onPartitionsAssigned(partitions);
        positions.assigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        camel.onPartitionsRevoked(partitions);
        positions.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        camel.onPartitionsLost(partitions);
        positions.revoked(partitions);
    }
}

package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.BeyondEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositioningListenerTest {

    private static final TopicPartition PARTITION = new TopicPartition("packets", 0);

    private final List<String> camelHeard = new ArrayList<>();
    private final OffsetsTable table = new OffsetsTable();
    private final MockConsumer<Object, Object> kafka = new MockConsumer<>("earliest");
    private final PartitionPositions positions = new PartitionPositions(
            kafka, "group", new StoredOffsets(table, topics -> Map.of(), new StoreCounters()), BeyondEnd.WAIT);

    private final ConsumerRebalanceListener camel = new ConsumerRebalanceListener() {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            camelHeard.add("assigned");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            camelHeard.add("revoked");
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            camelHeard.add("lost");
        }
    };

    @Test
    void aRebalanceReachesCamelAndThePositions() {
        kafka.updateBeginningOffsets(Map.of(PARTITION, 5L));
        kafka.updateEndOffsets(Map.of(PARTITION, 9L));
        kafka.subscribe(List.of("packets"), new PositioningListener(camel, positions));
        kafka.rebalance(List.of(PARTITION));
        assertThat(kafka.paused()).containsExactly(PARTITION);
        positions.settle();
        assertThat(positions.first(PARTITION)).isEqualTo(5);
        kafka.rebalance(List.of());
        assertThat(positions.first(PARTITION)).isNull();
        assertThat(camelHeard).startsWith("assigned", "revoked");
    }

    @Test
    void lostPartitionsAreForgottenToo() {
        PositioningListener listener = new PositioningListener(camel, positions);
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 5L));
        kafka.updateEndOffsets(Map.of(PARTITION, 9L));
        positions.assigned(List.of(PARTITION));
        positions.settle();
        assertThat(positions.first(PARTITION)).isEqualTo(5);
        listener.onPartitionsLost(List.of(PARTITION));
        assertThat(positions.first(PARTITION)).isNull();
        assertThat(camelHeard).containsExactly("lost");
    }
}

package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.BeyondEnd;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@link PartitionPositions} uses a stored leader epoch; {@code LostTailIT} tests it with a real broker. */
class LeaderEpochsTest {

    private static final String GROUP = "wadi-store-traffic";
    private static final TopicPartition PARTITION = new TopicPartition("packets", 0);
    private static final long OLDEST = 10;

    private final OffsetsTable table = new OffsetsTable();
    private final Map<TopicPartition, Integer> epochs = new HashMap<>();
    private final StoredOffsets offsets = new StoredOffsets(table, new Broker(), new StoreCounters());
    private final MockConsumer<Object, Object> kafka = new MockConsumer<>("earliest");

    private final class Broker implements TopicIds {

        @Override
        public Map<String, String> of(Set<String> topics) {
            return Map.of("packets", "id");
        }

        @Override
        public Map<TopicPartition, Integer> epochs(Collection<TopicPartition> partitions) {
            return epochs;
        }
    }

    @BeforeEach
    void assign() {
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, OLDEST));
        kafka.updateEndOffsets(Map.of(PARTITION, 100L));
    }

    private void settle(BeyondEnd beyondEnd) {
        PartitionPositions positions = new PartitionPositions(kafka, GROUP, offsets, beyondEnd);
        positions.assigned(List.of(PARTITION));
        positions.settle();
    }

    private void store(Integer epoch) {
        table.put(GROUP, "packets", 0, new StoredOffset(50, "id", false, epoch));
    }

    private StoredOffset stored() {
        return table.get(GROUP, "packets", 0);
    }

    @Test
    void aLaterOneThanThePartitionsWaitsAlsoWhenThePartitionHasReachedIt() {
        epochs.put(PARTITION, 4);
        store(5);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).containsExactly(PARTITION);
        assertThat(stored()).isEqualTo(new StoredOffset(50, "id", true, 5));
        epochs.put(PARTITION, 6);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).containsExactly(PARTITION);
    }

    @Test
    void aLaterOneThanThePartitionsBeginsWithTheOldestMessageWhereThatIsSet() {
        epochs.put(PARTITION, 4);
        store(5);
        settle(BeyondEnd.RESTART);
        assertThat(kafka.position(PARTITION)).isEqualTo(OLDEST);
        assertThat(stored()).isEqualTo(new StoredOffset(OLDEST, "id", false));
    }

    @Test
    void thatOfThePartitionGoesOn() {
        epochs.put(PARTITION, 4);
        store(4);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).isEmpty();
        assertThat(kafka.position(PARTITION)).isEqualTo(50);
    }

    @Test
    void anOffsetFromBeforeEpochsWereKeptGoesOn() {
        epochs.put(PARTITION, 4);
        store(null);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.position(PARTITION)).isEqualTo(50);
    }

    @Test
    void aBrokerWithoutEpochsLeavesThemOut() {
        store(4);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.position(PARTITION)).isEqualTo(50);
    }
}

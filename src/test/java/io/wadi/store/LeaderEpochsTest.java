package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.message.OutdatedConsumerException;
import io.wadi.settings.BeyondEnd;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@link PartitionPositions} uses a stored leader epoch; {@code LostTailIT} tests it with a real broker. */
class LeaderEpochsTest {

    private static final String GROUP = "wadi-store-traffic";
    private static final TopicPartition PARTITION = new TopicPartition("packets", 0);
    private static final long OLDEST = 10;
    private static final long END = 100;

    private final OffsetsTable table = new OffsetsTable();
    private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    private final StoredOffsets offsets = new StoredOffsets(table, new Broker(), new StoreCounters());
    private final MockConsumer<Object, Object> kafka = new MockConsumer<>("earliest");

    private String id = "id";

    private final class Broker implements TopicIds {

        @Override
        public Map<String, String> of(Set<String> topics) {
            return Map.of("packets", id);
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> ends(Collection<TopicPartition> partitions) {
            return ends;
        }
    }

    @BeforeEach
    void assign() {
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, OLDEST));
        kafka.updateEndOffsets(Map.of(PARTITION, END));
    }

    private PartitionPositions settle(BeyondEnd beyondEnd) {
        PartitionPositions positions = new PartitionPositions(kafka, GROUP, offsets, beyondEnd);
        positions.assigned(List.of(PARTITION));
        positions.settle();
        return positions;
    }

    private void store(Integer epoch) {
        table.put(GROUP, "packets", 0, new StoredOffset(50, "id", false, epoch));
    }

    private void partition(long end, int epoch) {
        ends.put(PARTITION, new OffsetAndMetadata(end, Optional.of(epoch), ""));
    }

    private StoredOffset stored() {
        return table.get(GROUP, "packets", 0);
    }

    @Test
    void aLaterOneThanThePartitionsWaitsAlsoWhenThePartitionHasReachedIt() {
        partition(END, 4);
        store(5);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).containsExactly(PARTITION);
        assertThat(stored()).isEqualTo(new StoredOffset(50, "id", true, 5));
        partition(END, 6);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).containsExactly(PARTITION);
    }

    @Test
    void aLaterOneThanThePartitionsBeginsWithTheOldestMessageWhereThatIsSet() {
        partition(END, 4);
        store(5);
        settle(BeyondEnd.RESTART);
        assertThat(kafka.position(PARTITION)).isEqualTo(OLDEST);
        assertThat(stored()).isEqualTo(new StoredOffset(OLDEST, "id", false));
    }

    @Test
    void thatOfThePartitionGoesOn() {
        partition(END, 4);
        store(4);
        settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).isEmpty();
        assertThat(kafka.position(PARTITION)).isEqualTo(50);
    }

    @Test
    void anOffsetFromBeforeEpochsWereKeptGoesOn() {
        partition(END, 4);
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

    /** Kafka's client would go on asking for the later epoch. */
    @Test
    void anEpochThatBecomesEarlierWhileTheConsumerRunsNeedsAnotherConsumer() {
        partition(END, 4);
        store(null);
        PartitionPositions positions = settle(BeyondEnd.WAIT);
        partition(END + 1, 3);
        await().untilAsserted(() -> assertThatThrownBy(positions::settle)
                .isInstanceOf(OutdatedConsumerException.class)
                .hasMessage("The leader epoch of packets-0 was 4 and is now 3, because Kafka was restored from older"
                        + " data"));
    }

    @Test
    void anEndThatFallsBelowThePositionIsNoticedWithoutAMessage() {
        partition(END, 4);
        store(4);
        PartitionPositions positions = settle(BeyondEnd.WAIT);
        assertThat(kafka.paused()).isEmpty();
        partition(40, 5);
        kafka.updateEndOffsets(Map.of(PARTITION, 40L));
        await().untilAsserted(() -> {
            positions.settle();
            assertThat(stored()).isEqualTo(new StoredOffset(50, "id", true, 4));
        });
        assertThat(kafka.paused()).containsExactly(PARTITION);
    }

    /** Its epochs begin again with 0. */
    @Test
    void aRecreatedTopicIsNotARestoredOne() {
        partition(END, 4);
        store(4);
        PartitionPositions positions = settle(BeyondEnd.WAIT);
        partition(END, 0);
        id = "new";
        await().until(() -> {
            positions.settle();
            return !kafka.paused().isEmpty();
        });
        assertThat(stored()).isEqualTo(new StoredOffset(50, "id", false, 4));
    }
}

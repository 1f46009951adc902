package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProcessedOffsetsTest {

    private static final TopicPartition PARTITION = new TopicPartition("packets", 0);

    private final ProcessedOffsets offsets = new ProcessedOffsets();
    private final List<String> told = new ArrayList<>();

    private void poll(long next) {
        offsets.pollBegins();
        offsets.polled(Map.of(PARTITION, new OffsetAndMetadata(next)));
    }

    private ConsumerRebalanceListener listener() {
        return offsets.forgetting(new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                told.add("assigned");
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                told.add("revoked");
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                told.add("lost");
            }
        });
    }

    @Test
    void whatTheLatestPollHasReturnedIsNotProcessed() {
        poll(10);
        assertThat(offsets.of(Set.of(PARTITION))).isEmpty();
        poll(20);
        assertThat(offsets.of(Set.of(PARTITION))).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(10)));
        assertThat(offsets.of(Set.of())).isEmpty();
    }

    /** It may come back when another consumer has committed more. */
    @Test
    void aPartitionThatTheGroupTakesAwayIsForgotten() {
        poll(10);
        poll(20);
        listener().onPartitionsRevoked(Set.of(PARTITION));
        offsets.pollBegins();
        assertThat(offsets.of(Set.of(PARTITION))).isEmpty();
        poll(30);
        poll(40);
        listener().onPartitionsLost(Set.of(PARTITION));
        assertThat(offsets.of(Set.of(PARTITION))).isEmpty();
        listener().onPartitionsAssigned(Set.of(PARTITION));
        assertThat(told).containsExactly("revoked", "lost", "assigned");
    }
}

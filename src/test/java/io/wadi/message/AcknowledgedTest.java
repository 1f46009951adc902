package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AcknowledgedTest {

    private static Acknowledged at(long... offsets) {
        Acknowledged acknowledged = new Acknowledged();
        for (long offset : offsets) {
            acknowledged.add(new RecordMetadata(new TopicPartition("packets", 0), offset, 0, -1, -1, -1));
        }
        return acknowledged;
    }

    @Test
    void aPartitionHoldsWhatLiesBetweenItsBeginningAndItsEnd() {
        Acknowledged some = at(10, 12, 19);
        assertThat(some.heldBetween(0, 20)).isEqualTo(3);
        assertThat(some.heldBetween(10, 1_000)).as("others publish too").isEqualTo(3);
        assertThat(some.heldBetween(0, 19)).as("a lost tail").isEqualTo(2);
        assertThat(some.heldBetween(11, 20)).as("retention").isEqualTo(2);
        assertThat(some.heldBetween(20, 20)).as("all is gone").isZero();
        assertThat(some.heldBetween(0, 0)).as("the topic was recreated").isZero();
    }

    @Test
    void batchesAddUp() {
        Acknowledged both = at(5, 6).and(at(2));
        assertThat(both.messages()).isEqualTo(3);
        assertThat(both.heldBetween(3, 7)).isEqualTo(2);
        assertThat(both.heldBetween(2, 6)).isEqualTo(2);
    }

    @Test
    void aMessageWithoutAnOffsetIsAcknowledgedAllTheSame() {
        assertThat(at(-1).heldBetween(0, 0)).isEqualTo(1);
        assertThat(new Acknowledged().heldBetween(0, 0)).isZero();
    }
}

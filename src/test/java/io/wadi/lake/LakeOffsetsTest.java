package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.message.OffsetRange;
import io.wadi.store.StoredOffset;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LakeOffsetsTest {

    private static final TopicPartition PARTITION = new TopicPartition("packets", 3);
    private static final LakeOffsets OFFSETS = LakeOffsets.NONE.with(PARTITION, new StoredOffset(100, "id", false, 7));

    private static OffsetRange range(int partition, String topicId, long first, long next) {
        return new OffsetRange("packets", topicId, partition, first, next, 8);
    }

    @Test
    void jsonKeepsEverything() {
        LakeOffsets offsets = OFFSETS.with(new TopicPartition("packets", 1), new StoredOffset(5, null, true, null))
                .with(new TopicPartition("other", 0), new StoredOffset(0, "id 2", false));
        assertThat(offsets.toJson())
                .isEqualTo("[{\"topic\":\"other\",\"topicId\":\"id 2\"},"
                        + "{\"topic\":\"packets\",\"partition\":1,\"next\":5,\"tailLost\":true},"
                        + "{\"topic\":\"packets\",\"partition\":3,\"next\":100,\"topicId\":\"id\",\"epoch\":7}]");
        assertThat(LakeOffsets.parse(offsets.toJson())).isEqualTo(offsets).hasSameHashCodeAs(offsets);
        assertThat(LakeOffsets.parse(LakeOffsets.NONE.toJson())).isEqualTo(LakeOffsets.NONE);
    }

    @Test
    void whatIsNoJsonIsRefusedWithASentence() {
        assertThatThrownBy(() -> LakeOffsets.parse("[{]"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("wadi.offsets of the snapshot cannot be read: ");
    }

    @Test
    void onlyTheRangeThatBeginsAtTheOffsetOfTheSameTopicFollows() {
        assertThat(OFFSETS.isFollowedBy(range(3, "id", 100, 200))).isTrue();
        assertThat(OFFSETS.isFollowedBy(range(3, "id", 90, 200))).isFalse();
        assertThat(OFFSETS.isFollowedBy(range(3, "id", 110, 200))).isFalse();
        assertThat(OFFSETS.isFollowedBy(range(3, "id of a later topic", 100, 200)))
                .isFalse();
        assertThat(OFFSETS.isFollowedBy(range(3, null, 100, 200))).isFalse();
        assertThat(OFFSETS.isFollowedBy(range(2, "id", 100, 200))).isFalse();
    }

    @Test
    void aRangeMovesItsPartitionAndNoOther() {
        LakeOffsets more = OFFSETS.with(new TopicPartition("packets", 1), new StoredOffset(5, "id", true));
        LakeOffsets after = more.after(range(3, "id", 100, 200), 90, 10);
        assertThat(after.ofTopic("packets"))
                .isEqualTo(Map.of(3, new StoredOffset(200, "id", false, 8), 1, new StoredOffset(5, "id", true)));
        assertThat(more.after(range(1, "id", 5, 6), 1, 0).of(new TopicPartition("packets", 1)))
                .as("the end of a partition stays lost until somebody decides")
                .isEqualTo(new StoredOffset(6, "id", true, 8));
        assertThat(OFFSETS.of(PARTITION).next()).as("unchanged").isEqualTo(100);
    }

    @Test
    void packetsAndUnreadableMessagesAreCounted() {
        LakeOffsets twice = OFFSETS.after(range(3, "id", 100, 200), 90, 10).after(range(3, "id", 200, 300), 99, 1);
        assertThat(twice.stored(PARTITION))
                .isEqualTo(new LakeOffsets.Stored(new StoredOffset(300, "id", false, 8), 189, 11));
        assertThat(LakeOffsets.parse(twice.toJson())).isEqualTo(twice);
        assertThat(twice.with(PARTITION, new StoredOffset(0, "id 2", false))
                        .stored(PARTITION)
                        .packets())
                .as("an operator's decision stores nothing")
                .isEqualTo(189);
    }
}

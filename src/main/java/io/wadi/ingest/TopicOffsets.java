package io.wadi.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Looks up the first and last offsets of the partitions of topics. */
final class TopicOffsets {

    private TopicOffsets() {}

    /** The oldest offset of each partition. */
    static Map<TopicPartition, Long> begins(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException {
        return list(admin, topics, OffsetSpec.earliest());
    }

    /** The end offset of each partition, which is the offset of its next message. */
    static Map<TopicPartition, Long> ends(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException {
        return list(admin, topics, OffsetSpec.latest());
    }

    /** Asks twice, because the first answer does not come if the clock is set meanwhile. */
    private static Map<TopicPartition, Long> list(Admin admin, Set<String> topics, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        try {
            return ask(admin, topics, which);
        } catch (ExecutionException e) {
            return ask(admin, topics, which);
        }
    }

    private static Map<TopicPartition, Long> ask(Admin admin, Set<String> topics, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> wanted.put(new TopicPartition(topic, partition.partition()), which)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }
}

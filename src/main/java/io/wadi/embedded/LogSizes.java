package io.wadi.embedded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The sizes and offsets of all partitions, without Kafka's internal topics. */
final class LogSizes {

    /**
     * One partition.
     *
     * @param topicId Kafka's id of the topic
     * @param bytes size on disk
     * @param oldest offset of the oldest message
     * @param aged offset of the first message that is younger than the age limit
     * @param end offset of the next message
     */
    record Log(TopicPartition partition, String topicId, long bytes, long oldest, long aged, long end) {

        /**
         * The offset at which the last {@code most} bytes start, by the mean message size; the oldest if the partition
         * has no more than that and {@code slack}.
         */
        long offsetOfLast(long most, long slack) {
            return bytes <= most + slack ? oldest : end - (long) ((end - oldest) * ((double) most / bytes));
        }
    }

    private final Admin admin;

    LogSizes(Admin admin) {
        this.admin = admin;
    }

    List<Log> read(Instant aged) throws ExecutionException, InterruptedException {
        Map<TopicPartition, String> ids = ids();
        Map<TopicPartition, Long> sizes = sizes();
        Map<TopicPartition, Long> oldest = offsets(ids.keySet(), OffsetSpec.earliest());
        Map<TopicPartition, Long> recent = offsets(ids.keySet(), OffsetSpec.forTimestamp(aged.toEpochMilli()));
        Map<TopicPartition, Long> ends = offsets(ids.keySet(), OffsetSpec.latest());
        List<Log> logs = new ArrayList<>();
        ids.forEach((partition, id) -> {
            long end = ends.get(partition);
            long firstRecent = recent.get(partition);
            logs.add(new Log(
                    partition,
                    id,
                    sizes.getOrDefault(partition, 0L),
                    oldest.get(partition),
                    firstRecent < 0 ? end : firstRecent,
                    end));
        });
        return logs;
    }

    private Map<TopicPartition, String> ids() throws ExecutionException, InterruptedException {
        Map<TopicPartition, String> ids = new HashMap<>();
        Set<String> topics = admin.listTopics().names().get();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition -> ids.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            topic.topicId().toString()));
        }
        return ids;
    }

    private Map<TopicPartition, Long> sizes() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        for (Map<String, LogDirDescription> folders : admin.describeLogDirs(List.of(EmbeddedKafka.NODE))
                .allDescriptions()
                .get()
                .values()) {
            folders.values().forEach(folder -> folder.replicaInfos()
                    .forEach((partition, replica) -> sizes.merge(partition, replica.size(), Long::sum)));
        }
        return sizes;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }
}

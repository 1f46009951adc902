package io.wadi.message;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the messages that a consumer group has left behind in topics that it read before, as after {@code wadi.topic} is renamed.
 * Neither health nor the lag of what it reads now knows of them.
 */
final class LeftByGroups {

    private final Admin admin;

    LeftByGroups(Admin admin) {
        this.admin = admin;
    }

    /** The messages by topic. Topics that are gone have none. */
    Map<String, Long> messages(String group, Set<String> read)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(Topics.ANSWER_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(Topics.ANSWER_SECONDS, TimeUnit.SECONDS);
        committed.entrySet().removeIf(each -> each.getValue() == null);
        committed
                .keySet()
                .removeIf(partition -> read.contains(partition.topic()) || !present.contains(partition.topic()));
        Map<TopicPartition, KeptOffsets> kept =
                KeptOffsets.of(admin, committed.keySet(), Topics.ANSWER_SECONDS * 1_000);
        Map<String, Long> left = new TreeMap<>();
        committed.forEach((partition, next) ->
                left.merge(partition.topic(), kept.get(partition).unread(next.offset()), Long::sum));
        left.values().removeIf(messages -> messages == 0);
        return left;
    }
}

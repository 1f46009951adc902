package io.wadi.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The messages of a partition that Kafka has kept.
 *
 * @param oldest offset of the oldest message
 * @param end offset of the next message
 */
public record KeptOffsets(long oldest, long end) {

    /**
     * Asks the broker.
     *
     * @param millis how long each of the two answers may take
     */
    public static Map<TopicPartition, KeptOffsets> of(Admin admin, Collection<TopicPartition> partitions, int millis)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, ListOffsetsResultInfo> oldest = list(admin, partitions, OffsetSpec.earliest(), millis);
        Map<TopicPartition, ListOffsetsResultInfo> ends = list(admin, partitions, OffsetSpec.latest(), millis);
        Map<TopicPartition, KeptOffsets> kept = new HashMap<>();
        oldest.forEach((partition, first) -> kept.put(
                partition, new KeptOffsets(first.offset(), ends.get(partition).offset())));
        return kept;
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> list(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec which, int millis)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().distinct().collect(Collectors.toMap(Function.identity(), partition -> which));
        return admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(millis))
                .all()
                .get(millis, TimeUnit.MILLISECONDS);
    }

    /** How many messages a reader whose next offset this is has not read. Those that retention has removed do not count. */
    public long unread(long next) {
        return Math.max(0, end - Math.max(next, oldest));
    }
}

package io.wadi.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that a consumer does not read, because it cannot read their offsets: since when, and why. Thread-safe.
 */
final class PausedPartitions {

    private record Reader(String consumer, TopicPartition partition) {}

    private record Pause(long began, String reason) {}

    private final Map<Reader, Pause> pauses = new HashMap<>();

    /** Notes another failure. */
    synchronized void failed(String consumer, Collection<TopicPartition> partitions, String reason) {
        for (TopicPartition partition : partitions) {
            pauses.merge(
                    new Reader(consumer, partition),
                    new Pause(System.nanoTime(), reason),
                    (first, last) -> new Pause(first.began(), last.reason()));
        }
    }

    /** Notes that a consumer reads partitions, or no longer has them. */
    synchronized void ended(String consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> pauses.remove(new Reader(consumer, partition)));
    }

    /** The consumers with such partitions, and why, one phrase each. */
    synchronized List<String> longerThan(Duration patience) {
        Map<String, Integer> phrases = new TreeMap<>();
        pauses.forEach((reader, pause) -> {
            if (System.nanoTime() - pause.began() > patience.toNanos()) {
                phrases.merge(reader.consumer() + " cannot read its offsets: " + pause.reason(), 1, Integer::sum);
            }
        });
        return phrases.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " (" + each.getValue() + " partitions)"))
                .toList();
    }
}

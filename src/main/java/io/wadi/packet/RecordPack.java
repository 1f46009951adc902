package io.wadi.packet;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All records that one poll gave of one partition.
 *
 * @param consumer the consumer group that reads
 * @param range where they stood; may be wider than the records, for Kafka keeps marks of its own among them
 * @param records the records as they came, values as bytes
 */
public record RecordPack(String consumer, OffsetRange range, List<ConsumerRecord<Object, Object>> records) {}

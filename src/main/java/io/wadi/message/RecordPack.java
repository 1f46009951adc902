package io.wadi.message;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All records of one partition in one poll.
 *
 * @param consumer the consumer group that reads
 * @param range where they stood; may be wider than the records, for Kafka keeps marks of its own among them
 * @param records the records as they came, values as bytes
 * @param alone whether they are a batch by themselves, because a larger one could not be stored
 * @param refusal why none of them may be read, or null
 */
public record RecordPack(
        String consumer,
        OffsetRange range,
        List<ConsumerRecord<Object, Object>> records,
        boolean alone,
        String refusal) {

    /** Records that nothing is known against. */
    public RecordPack(String consumer, OffsetRange range, List<ConsumerRecord<Object, Object>> records) {
        this(consumer, range, records, false, null);
    }

    /**
     * Reads what can be read.
     *
     * @param reader reads one message
     * @param contents gains what the messages hold, in order
     * @return the messages that could not be read, with the reason
     */
    public <T> List<DeadLetter> readInto(List<T> contents, MessageReader<T> reader) {
        List<DeadLetter> dead = new ArrayList<>(0);
        for (ConsumerRecord<Object, Object> record : records) {
            try {
                if (refusal != null) {
                    throw new PacketFormatException(refusal);
                }
                contents.add(reader.read((byte[]) record.value()));
            } catch (PacketFormatException e) {
                dead.add(DeadLetter.of(consumer, record, e.getMessage()));
            } catch (RuntimeException e) {
                // A fault of the reader: the message that met it must not stop those behind it.
                dead.add(DeadLetter.of(consumer, record, "cannot be read: " + e));
            }
        }
        return dead;
    }
}

package io.wadi.message;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All records of one partition in one poll.
 *
 * @param consumer the consumer group
 * @param range the offset range; may be wider than the records, because Kafka's own markers use offsets too
 * @param records the records, with bytes as values
 * @param alone whether the batch ends here, because a larger batch could not be stored
 * @param refusal why the records must not be read, or null
 */
public record RecordPack(
        String consumer,
        OffsetRange range,
        List<ConsumerRecord<Object, Object>> records,
        boolean alone,
        String refusal) {

    /** Creates a pack whose records may be read and aggregated. */
    public RecordPack(String consumer, OffsetRange range, List<ConsumerRecord<Object, Object>> records) {
        this(consumer, range, records, false, null);
    }

    /**
     * Reads all readable messages.
     *
     * @param reader reads one message
     * @param contents receives the contents of the messages, in order
     * @return the unreadable messages, with the reason
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
                // An error in the reader: the messages after this one must still be read.
                dead.add(DeadLetter.of(consumer, record, "cannot be read: " + e));
            }
        }
        return dead;
    }
}

package io.wadi.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All records of one partition in one poll.
 *
 * @param consumer the consumer group
 * @param range the offset range; may be wider than the records, because Kafka's own markers use offsets too
 * @param records the records, with bytes as values
 * @param alone whether the batch ends here, because a larger batch could not be stored
 * @param attempt how much to read of the records; if it is not all, there is only one record
 */
public record RecordPack(
        String consumer,
        OffsetRange range,
        List<ConsumerRecord<Object, Object>> records,
        boolean alone,
        Attempt attempt) {

    /** Creates a pack whose records may be read and aggregated. */
    public RecordPack(String consumer, OffsetRange range, List<ConsumerRecord<Object, Object>> records) {
        this(consumer, range, records, false, Attempt.ALL);
    }

    /**
     * Reads all readable messages.
     *
     * @param reader reads one message
     * @param contents receives the contents of the messages, in order
     * @return the unreadable messages, with the reason
     */
    public <T> List<DeadLetter> readInto(List<T> contents, MessageReader<T> reader) {
        return read(
                (value, attempted) -> {
                    if (attempted.leavesOut(0)) {
                        throw new PacketFormatException(attempted.reason());
                    }
                    contents.add(reader.read(value));
                    return List.of();
                },
                value -> 1);
    }

    /**
     * Reads all records, of which each may have several contents.
     *
     * @param count tells the number of contents of a record that is unreadable as a whole
     * @return what is unreadable or refused, with the reason; nothing in a trial
     */
    List<DeadLetter> read(RecordReader reader, ToIntFunction<byte[]> count) {
        List<DeadLetter> dead = new ArrayList<>(0);
        for (ConsumerRecord<Object, Object> record : records) {
            byte[] value = (byte[]) record.value();
            try {
                for (RecordReader.Unread unread : reader.read(value, attempt)) {
                    dead.add(DeadLetter.of(consumer, record, unread));
                }
            } catch (PacketFormatException e) {
                dead.add(DeadLetter.of(consumer, record, whole(value, count, e.getMessage())));
            } catch (RuntimeException e) {
                // An error in the reader: the messages after this one must still be read.
                dead.add(DeadLetter.of(consumer, record, whole(value, count, "cannot be read: " + e)));
            }
        }
        return attempt.isTrial() ? List.of() : dead;
    }

    /** Number of packets in records, or of other contents. */
    public static int contents(List<ConsumerRecord<Object, Object>> records) {
        return records.stream()
                .mapToInt(record -> PacketRecord.count((byte[]) record.value()))
                .sum();
    }

    private static RecordReader.Unread whole(byte[] value, ToIntFunction<byte[]> count, String reason) {
        return new RecordReader.Unread(reason, value, count.applyAsInt(value));
    }
}

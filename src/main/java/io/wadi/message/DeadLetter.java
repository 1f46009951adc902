package io.wadi.message;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An unreadable message, as a record on topic {@code packets.dead}.
 *
 * @param reason why it is unreadable, in one sentence
 * @param consumer the consumer group that read it
 * @param topic topic of the message
 * @param partition partition of the message
 * @param offset offset of the message
 * @param message the message as text, one character per byte (ISO 8859-1), so no byte is lost
 */
@JsonPropertyOrder({"reason", "consumer", "topic", "partition", "offset", "message"})
public record DeadLetter(String reason, String consumer, String topic, int partition, long offset, String message) {

    /** The topic, partition and offset of the message, for a sentence. */
    public String place() {
        return topic + "-" + partition + " at offset " + offset;
    }

    static DeadLetter of(String consumer, ConsumerRecord<Object, Object> record, String reason) {
        byte[] value = (byte[]) record.value();
        return new DeadLetter(
                reason,
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                value == null ? null : new String(value, StandardCharsets.ISO_8859_1));
    }
}

package io.wadi.message;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An unreadable message, as a record on topic {@code packets.dead}.
 *
 * @param reason why it could not be read, in one sentence
 * @param consumer the consumer group that met it
 * @param topic where it stood
 * @param partition likewise
 * @param offset likewise
 * @param message the message itself as text, one character a byte (ISO 8859-1), so that no byte is lost
 */
@JsonPropertyOrder({"reason", "consumer", "topic", "partition", "offset", "message"})
public record DeadLetter(String reason, String consumer, String topic, int partition, long offset, String message) {

    /** Where the message stands, for a sentence. */
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

package io.wadi.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An unreadable message, as a record on topic {@code packets.dead}.
 *
 * @param reason why it is unreadable, in one sentence
 * @param consumer the consumer group that read it
 * @param topic topic of the message
 * @param partition partition of the message
 * @param offset offset of the message
 * @param message the message as text, one character per byte (ISO 8859-1), so no byte is lost. Of a record of
 *     several packets, only the unreadable ones
 * @param packets number of packets in the message if it is a record of several; otherwise null
 */
@JsonPropertyOrder({"reason", "consumer", "topic", "partition", "offset", "message", "packets"})
public record DeadLetter(
        String reason,
        String consumer,
        String topic,
        int partition,
        long offset,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer packets) {

    /** Creates a letter about a message that is no record of several packets. */
    public DeadLetter(String reason, String consumer, String topic, int partition, long offset, String message) {
        this(reason, consumer, topic, partition, offset, message, null);
    }

    /** Number of packets, or other contents, that it is about: at least 1. */
    public int count() {
        return packets == null ? 1 : packets;
    }

    /** The packets of a message in Protobuf, as messages of one packet each. Otherwise, or if it is damaged, the message. */
    public List<byte[]> contents() {
        return PacketRecord.parts(bytes());
    }

    /** Whether letters about the same message can only have the same contents: those of messages in Protobuf may differ. */
    public boolean hasWhole() {
        return message.isEmpty()
                || message.charAt(0) != PacketProto.FIRST_BYTE && message.charAt(0) != PacketRecord.FIRST_BYTE;
    }

    private byte[] bytes() {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The topic, partition and offset of the message, for a sentence. */
    public String place() {
        return topic + "-" + partition + " at offset " + offset;
    }

    static DeadLetter of(String consumer, ConsumerRecord<Object, Object> record, RecordReader.Unread unread) {
        byte[] message = unread.message();
        return new DeadLetter(
                unread.reason(),
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                message == null ? null : new String(message, StandardCharsets.ISO_8859_1),
                unread.packets() == 1 ? null : unread.packets());
    }
}

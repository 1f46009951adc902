package io.wadi.sink;

import io.wadi.message.ConversationKeys;
import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJson;
import io.wadi.packet.Packet;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/** The JSON of one record of a batch, whose value may be a packet in another format. Thread-safe. */
final class RecordJson {

    private static final PacketJson PACKETS = new PacketJson();

    private RecordJson() {}

    /**
     * Replaces a packet in Protobuf by its JSON; other values stay as they are.
     *
     * @return the value
     * @throws PacketFormatException if it is Protobuf, and not a packet
     */
    static byte[] convert(Message record) throws PacketFormatException {
        byte[] value = record.getBody(byte[].class);
        byte[] json = PACKETS.json(value);
        if (json != value) {
            record.setBody(json);
        }
        return json;
    }

    /**
     * Like {@link #convert}, for a sink that copies keys as well: a packet of a record of several gets the key of its own
     * conversation.
     */
    static void copy(Message record) throws PacketFormatException {
        byte[] value = record.getBody(byte[].class);
        convert(record);
        if (RecordParts.isPart(record.getExchange())) {
            Packet packet = PACKETS.packet(value);
            record.setHeader(KafkaConstants.KEY, packet.flow() == null ? null : ConversationKeys.of(packet));
        }
    }

    /** What is wrong with a record; null if it is valid. See {@link JsonCheck#problem}. */
    static String problem(Message record, boolean texts) {
        try {
            return JsonCheck.problem(convert(record), texts);
        } catch (PacketFormatException e) {
            return e.getMessage();
        }
    }
}

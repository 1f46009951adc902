package io.wadi.message;

import org.apache.kafka.common.serialization.Serializer;

/** Takes the JSON out of a {@link PacketMessage}; {@link ConversationKey} has put its key on the record. */
public class PacketMessageSerializer implements Serializer<PacketMessage> {

    @Override
    public byte[] serialize(String topic, PacketMessage message) {
        return message == null ? null : message.json();
    }
}

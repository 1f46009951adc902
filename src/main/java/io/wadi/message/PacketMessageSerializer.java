package io.wadi.message;

import org.apache.kafka.common.serialization.Serializer;

/** Writes the content of a {@link PacketMessage} as the record's value; {@link ConversationKey} has set the key. */
public class PacketMessageSerializer implements Serializer<PacketMessage> {

    @Override
    public byte[] serialize(String topic, PacketMessage message) {
        return message == null ? null : message.value();
    }
}

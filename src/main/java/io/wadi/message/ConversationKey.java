package io.wadi.message;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Gives each record the key that its {@link PacketMessage} carries. A list of plain values goes through camel-kafka
 * without a Camel message for each element; only such messages could bring a key of their own.
 */
public class ConversationKey implements ProducerInterceptor<byte[], PacketMessage> {

    @Override
    public ProducerRecord<byte[], PacketMessage> onSend(ProducerRecord<byte[], PacketMessage> record) {
        PacketMessage message = record.value();
        if (record.key() != null || message == null) {
            return record;
        }
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), message.key(), message, record.headers());
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        // The producer's callback counts.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to set.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}

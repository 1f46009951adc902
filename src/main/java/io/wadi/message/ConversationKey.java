package io.wadi.message;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sets the key of each record from its {@link PacketMessage}. camel-kafka sends a list of plain values without a
 * Camel message per element, and only Camel messages could have their own keys.
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
        // The producer's callback counts the results.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // This class has no options.
    }

    @Override
    public void close() {
        // This class has no resources.
    }
}

package io.wadi.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells each {@link PacketMessage} its outcome. Camel sends a batch as one exchange, and sends it again if a part of it
 * failed. A message that its topic has settled is not sent there again, and returns the same result as before.
 */
final class SettledMessages {

    private static final RecordMetadata NOWHERE = new RecordMetadata(new TopicPartition("", -1), -1, -1, -1, -1, -1);

    private SettledMessages() {}

    /**
     * Sends a record, unless its topic has settled it.
     *
     * @param topic where the record goes
     * @param send the producer's method
     */
    static Future<RecordMetadata> send(
            ProducerRecord<Object, Object> record,
            PacketMessage.Destination topic,
            Callback callback,
            BiFunction<ProducerRecord<Object, Object>, Callback, Future<RecordMetadata>> send) {
        if (!(record.value() instanceof PacketMessage message)) {
            return send.apply(record, callback);
        }
        PacketMessage.Answer known = message.goTo(topic);
        if (known.isSettled()) {
            return repeat(known, callback);
        }
        return send.apply(record, (metadata, failure) -> {
            message.answer(
                    topic,
                    failure == null
                            ? new PacketMessage.Answer(metadata, null, false)
                            : new PacketMessage.Answer(null, failure, KafkaFailures.isRefusal(failure)));
            callback.onCompletion(metadata, failure);
        });
    }

    private static Future<RecordMetadata> repeat(PacketMessage.Answer known, Callback callback) {
        if (!known.isRefused()) {
            callback.onCompletion(known.acknowledgement(), null);
            return CompletableFuture.completedFuture(known.acknowledgement());
        }
        callback.onCompletion(NOWHERE, known.failure());
        return CompletableFuture.failedFuture(known.failure());
    }
}

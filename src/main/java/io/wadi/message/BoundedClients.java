package io.wadi.message;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The client factory of all routes but the stores, which have one of their own. A producer that is told to stop while its
 * broker is away gives up what is unsent after a second. Kafka's own waits for as long as {@code delivery.timeout.ms},
 * which is for ever where a route gives nothing up, and Camel has no option that bounds it. What a broker that answers is
 * still to acknowledge has been waited for before, by the shutdown of the route. It tells each {@link
 * io.wadi.message.PacketMessage} what became of it. A consumer hands out no more bytes than the heap holds.
 */
public final class BoundedClients extends DefaultKafkaClientFactory {

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        return new BoundedConsumer(properties);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        return new EndingProducer(properties);
    }

    private static final class EndingProducer extends KafkaProducer<Object, Object> {

        EndingProducer(Properties properties) {
            super(properties);
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
            return SettledMessages.send(record, callback, super::send);
        }

        @Override
        public void close() {
            close(LAST_WAIT);
        }
    }
}

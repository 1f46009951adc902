package io.wadi.message;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.TimedProducer;

/**
 * The client factory of all routes except the stores, which have their own. A producer that is stopped while its broker
 * is away discards its unsent messages after one second. Kafka's own producer waits for {@code delivery.timeout.ms},
 * which is unlimited in routes that retry without end, and Camel has no option that limits it. Before that, the
 * shutdown of the route has waited for the acknowledgements of a broker that answers. The producer tells each {@link
 * io.wadi.message.PacketMessage} its outcome. Its clock is a {@link SteadyTime}: a producer that is replaced when the
 * clock is set back could not tell which of its messages Kafka has. A consumer returns no more bytes than the heap can
 * hold.
 */
public final class BoundedClients extends DefaultKafkaClientFactory {

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        return RenewedConsumer.of(() -> new BoundedConsumer(properties));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        return new EndingProducer(properties);
    }

    private static final class EndingProducer extends TimedProducer<Object, Object> {

        EndingProducer(Properties properties) {
            super(properties, new SteadyTime());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
            return SettledMessages.send(stamped(record), callback, super::send);
        }

        /** Sets the time of a record to the machine's clock, which may have been corrected since the start. */
        private static ProducerRecord<Object, Object> stamped(ProducerRecord<Object, Object> record) {
            return record.timestamp() != null
                    ? record
                    : new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            System.currentTimeMillis(),
                            record.key(),
                            record.value(),
                            record.headers());
        }

        @Override
        public void close() {
            close(LAST_WAIT);
        }
    }
}

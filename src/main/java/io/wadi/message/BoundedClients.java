package io.wadi.message;

import io.wadi.settings.KafkaSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.TimedProducer;
import org.apache.kafka.common.KafkaException;

/**
 * The client factory of all routes except the stores, which have their own. A producer that is stopped while its broker
 * is away discards its unsent messages after one second. Kafka's own producer waits for {@code delivery.timeout.ms},
 * which is unlimited in routes that retry without end, and Camel has no option that limits it. Before that, the
 * shutdown of the route has waited for the acknowledgements of a broker that answers. The producer tells each {@link
 * io.wadi.message.PacketMessage} its outcome. Its clock is a {@link SteadyTime}: a producer that is replaced when the
 * clock is set back could not tell which of its messages Kafka has. A consumer returns no more bytes than the heap can
 * hold, and the packets of {@code wadi.topic} one by one.
 */
public final class BoundedClients extends DefaultKafkaClientFactory implements CamelContextAware {

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** The producers of packets and flows that are open: usually one. */
    private final Set<EndingProducer> ofConversations = ConcurrentHashMap.newKeySet();

    private final FailedConsumers failed = new FailedConsumers();
    private CamelContext camel;

    @Override
    public void setCamelContext(CamelContext context) {
        camel = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return camel;
    }

    /**
     * The number of partitions of a topic, as the producer of a capture in these routes sees it. Like its first record, this
     * waits for the broker, and later answers come from the producer's memory.
     *
     * @return the number, or {@link PacketPacker#UNKNOWN} without such a producer, if two of them disagree, or if the broker
     *     refuses to tell
     */
    static int partitions(CamelContext camel, String topic) {
        return camel.hasComponent("kafka") instanceof KafkaComponent kafka
                        && kafka.getKafkaClientFactory() instanceof BoundedClients clients
                ? PartitionTeller.agreed(clients.ofConversations, topic)
                : PacketPacker.UNKNOWN;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        try {
            SpokenProtocol.check(properties);
            Consumer<Object, Object> consumer = RenewedConsumer.of(
                    () -> new BoundedConsumer(properties, packetsTopic()::equals, () -> processesPolls(properties)));
            failed.forget(camel, properties);
            return consumer;
        } catch (KafkaException e) {
            failed.report(camel, properties, e);
            throw e;
        }
    }

    /** With {@code batching=true}, Camel collects a batch over several polls, and a route that stops discards it. */
    private boolean processesPolls(Properties properties) {
        return FailedConsumers.routes(camel, properties).stream()
                .map(Route::getEndpoint)
                .noneMatch(endpoint ->
                        ((KafkaEndpoint) endpoint).getConfiguration().isBatching());
    }

    private String packetsTopic() {
        return camel.resolvePropertyPlaceholders(
                "{{" + KafkaSettings.TOPIC.name() + ":" + KafkaSettings.TOPIC.standard() + "}}");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        SpokenProtocol.check(properties);
        return new EndingProducer(properties);
    }

    private final class EndingProducer extends TimedProducer<Object, Object> implements PartitionTeller {

        private final Set<String> topics = ConcurrentHashMap.newKeySet();
        private final String brokers;
        private volatile PacketMessage.Destination latest;

        EndingProducer(Properties properties) {
            super(properties, new SteadyTime());
            brokers = String.valueOf(properties.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
            if (ConversationKey.class.getName().equals(properties.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG))) {
                ofConversations.add(this);
            }
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<Object, Object> record, Callback callback) {
            PacketMessage.Destination topic = latest;
            if (topic == null || !record.topic().equals(topic.topic())) {
                topic = new PacketMessage.Destination(brokers, record.topic());
                latest = topic;
                topics.add(record.topic());
            }
            return SettledMessages.send(stamped(record), topic, callback, super::send);
        }

        @Override
        public boolean maySendTo(String topic) {
            return topics.isEmpty() || topics.contains(topic);
        }

        @Override
        public int partitions(String topic) {
            return partitionsFor(topic).size();
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
            ofConversations.remove(this);
            close(LAST_WAIT);
        }
    }
}

package io.wadi.message;

import io.wadi.failure.Causes;
import io.wadi.netflow.NetflowConstants;
import io.wadi.pcap.PcapConstants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code publishing}: Kafka's answers to the messages that this process publishes. The error policy of
 * publishing routes asks it what to do if Kafka did not accept all messages of an exchange. Thread-safe.
 */
public final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Map<TopicPartition, Acknowledged> acknowledged = new ConcurrentHashMap<>();

    /** Notes the offsets of an exchange's messages. */
    public void note(Exchange exchange) {
        Map<Integer, Acknowledged> batch = new HashMap<>();
        String topic = null;
        for (PacketMessage message : messages(exchange)) {
            RecordMetadata where = message.acknowledgement();
            if (where != null) {
                topic = where.topic();
                batch.computeIfAbsent(where.partition(), partition -> new Acknowledged())
                        .add(where);
            }
        }
        for (Map.Entry<Integer, Acknowledged> some : batch.entrySet()) {
            acknowledged.merge(new TopicPartition(topic, some.getKey()), some.getValue(), Acknowledged::and);
        }
    }

    /** Messages of this process that each partition has acknowledged. */
    public Map<TopicPartition, Acknowledged> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Whether Kafka has refused some messages of the exchange permanently and stored all others. */
    public boolean isRefused(Exchange exchange) {
        List<PacketMessage> messages = messages(exchange);
        return messages.isEmpty()
                ? KafkaFailures.isRefusal(failure(exchange))
                : messages.stream().allMatch(PacketMessage::isSettled)
                        && messages.stream().anyMatch(PacketMessage::isRefused);
    }

    /** Whether all messages that are not stored may be sent again with a chance of success. */
    public boolean isWorthAnotherTry(Exchange exchange) {
        List<PacketMessage> messages = messages(exchange);
        List<PacketMessage> open =
                messages.stream().filter(message -> !message.isSettled()).toList();
        return messages.isEmpty()
                ? KafkaFailures.isWorthAnotherTry(failure(exchange))
                // None are open if the last answers are of another topic, to which a wireTap sends at the same time.
                : !open.isEmpty()
                        && open.stream().allMatch(message -> KafkaFailures.isWorthAnotherTry(message.failure()));
    }

    /** Counts and logs refused messages, for the component that they came from. */
    public void countRefused(Exchange exchange) {
        List<PacketMessage> messages = messages(exchange);
        List<PacketMessage> refused =
                messages.stream().filter(PacketMessage::isRefused).toList();
        int contents = PacketMessage.contents(refused);
        exchange.setProperty(PcapConstants.REFUSED, contents);
        exchange.setProperty(NetflowConstants.REFUSED, contents);
        LOG.error(
                "Route {}: Kafka refuses {} of the {} messages of a batch permanently and has accepted the others: {}",
                exchange.getFromRouteId(),
                refused.size(),
                messages.size(),
                failure(exchange).getMessage());
    }

    /** The messages of a capture's batch; empty if the exchange has another body. */
    @SuppressWarnings("unchecked")
    private static List<PacketMessage> messages(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof List<?> list
                        && !list.isEmpty()
                        && list.get(0) instanceof PacketMessage
                ? (List<PacketMessage>) list
                : List.of();
    }

    /** With a synchronous producer, Camel wraps the failure in the exception of its wait. */
    private static Throwable failure(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        return Causes.find(failure, KafkaException.class)
                .map(Throwable.class::cast)
                .orElse(Causes.innermost(failure));
    }
}

package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.PcapConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped error policy, with a producer that answers each message as the test wants. */
class SettledMessagesTest {

    private static final RuntimeException TOO_LARGE = new RecordTooLargeException("too large");
    private static final RuntimeException NO_RIGHT = new TopicAuthorizationException("packets");
    private static final RuntimeException WITH_OTHERS = new KafkaException(
            "Failed to append record because it was part of a batch which had one more more invalid records");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Publishing publishing = new Publishing();
    private final List<String> sent = new ArrayList<>();
    private int round;

    @BeforeEach
    void policy() throws Exception {
        camel.getRegistry().bind("publishing", publishing);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel)
                        .resolveResource("classpath:routes/publishing.camel.yaml"));
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    /** Sends five messages through a route; the answers are by round and number, null for a yes. */
    private Exchange send(IntFunction<IntFunction<RuntimeException>> answers) throws Exception {
        return send((Processor) exchange -> publish(exchange, "packets", answers.apply(round++)));
    }

    private Exchange send(Processor... steps) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition route = from("direct:in").routeId("capture").routeConfigurationId("publishing");
                List.of(steps).forEach(route::process);
                route.bean(publishing, "note");
            }
        });
        camel.start();
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage()
                .setBody(IntStream.range(0, 5)
                        .mapToObj(i -> new PacketMessage(new byte[] {(byte) i}, new byte[] {(byte) ('0' + i)}))
                        .toList());
        return camel.createProducerTemplate().send("direct:in", exchange);
    }

    /** As camel-kafka does: all is sent, and the exchange has the last failure. */
    private void publish(Exchange exchange, String topic, IntFunction<RuntimeException> answers) {
        StringBuilder numbers = new StringBuilder();
        List<?> messages = exchange.getMessage().getBody(List.class);
        messages.forEach(message -> {
            ProducerRecord<Object, Object> record = new ProducerRecord<>(topic, 0, null, message);
            SettledMessages.send(
                    record,
                    new PacketMessage.Destination("broker:9092", topic),
                    (metadata, failure) -> {
                        if (failure != null) {
                            exchange.setException(failure);
                        }
                    },
                    (toSend, callback) -> {
                        int number = ((PacketMessage) message).value()[0] - '0';
                        numbers.append(number);
                        RuntimeException answer = answers.apply(number);
                        callback.onCompletion(metadata(number), answer);
                        return null;
                    });
        });
        sent.add(numbers.toString());
    }

    private static RecordMetadata metadata(int offset) {
        return new RecordMetadata(new TopicPartition("packets", 0), offset, 0, -1, -1, -1);
    }

    private long acknowledged() {
        Acknowledged acknowledged = publishing.acknowledged().get(new TopicPartition("packets", 0));
        return acknowledged == null ? 0 : acknowledged.messages();
    }

    private static Integer refused(Exchange exchange) {
        return exchange.getProperty(PcapConstants.REFUSED, 0, Integer.class);
    }

    @Test
    void oneThatIsRefusedForGoodIsCountedAndTheOthersAreThrough() throws Exception {
        Exchange exchange = send(round -> number -> number == 1 ? TOO_LARGE : null);
        assertThat(exchange.isFailed()).isFalse();
        assertThat(refused(exchange)).isEqualTo(1);
        assertThat(acknowledged()).isEqualTo(4);
        assertThat(sent).containsExactly("01234");
    }

    @Test
    void whatMayNotBeSentIsSentOnceItMayAndNothingTwice() throws Exception {
        Exchange exchange = send(round -> number -> number > 2 && round < 2 ? NO_RIGHT : null);
        assertThat(exchange.isFailed()).isFalse();
        assertThat(refused(exchange)).isZero();
        assertThat(acknowledged()).isEqualTo(5);
        assertThat(sent).containsExactly("01234", "34", "34");
    }

    @Test
    void theGoodOnesOfARefusedBatchAreSentAgainWithoutTheBadOne() throws Exception {
        RuntimeException invalid = new InvalidRecordException("no key");
        Exchange exchange = send(round -> number -> {
            if (number == 2) {
                return invalid;
            }
            return round == 0 && number > 0 ? WITH_OTHERS : null;
        });
        assertThat(exchange.isFailed()).isFalse();
        assertThat(refused(exchange)).isEqualTo(1);
        assertThat(acknowledged()).isEqualTo(4);
        assertThat(sent).containsExactly("01234", "134");
    }

    @Test
    void whatMayBeThereAlreadyIsNotSentAgain() throws Exception {
        Exchange exchange = send(round -> number -> number == 4 ? new TimeoutException("no answer") : null);
        assertThat(exchange.getException()).isInstanceOf(TimeoutException.class);
        assertThat(sent).containsExactly("01234");
    }

    /** As a copy for an archive, before or after the topic of the stores. */
    @Test
    void eachTopicGetsAllMessages() throws Exception {
        Exchange exchange = send(
                batch -> publish(batch, "archive", number -> number == 1 ? TOO_LARGE : null),
                batch -> publish(batch, "packets", number -> number > 2 && round++ < 2 ? NO_RIGHT : null));

        assertThat(exchange.isFailed()).isFalse();
        assertThat(sent).containsExactly("01234", "01234", "34");
        assertThat(acknowledged()).isEqualTo(5);
    }

    /** As a wireTap does, which sends while the first topic answers. */
    @Test
    void theAnswersOfACopyAreNotTakenForThoseOfTheTopic() throws Exception {
        Exchange exchange = send((Processor) batch -> {
            publish(batch, "packets", number -> number == 1 && round < 3 ? TOO_LARGE : null);
            Exchange copy = new DefaultExchange(batch);
            copy.getMessage().setBody(batch.getMessage().getBody());
            publish(copy, "archive", number -> null);
            round++;
        });

        assertThat(exchange.getException()).isSameAs(TOO_LARGE);
        assertThat(sent).containsExactly("01234", "01234");
    }

    @Test
    void aTopicGetsNothingTwiceWhileACopyIsOnItsWay() {
        PacketMessage message = new PacketMessage(new byte[0], new byte[0]);
        PacketMessage.Destination packets = new PacketMessage.Destination("broker:9092", "packets");
        PacketMessage.Destination archive = new PacketMessage.Destination("broker:9092", "archive");
        PacketMessage.Answer stored = new PacketMessage.Answer(metadata(3), null, false);

        assertThat(message.goTo(packets).isSettled()).isFalse();
        assertThat(message.goTo(archive).isSettled()).isFalse();
        message.answer(packets, stored);
        assertThat(message.isSettled()).isFalse();

        assertThat(message.goTo(packets)).isSameAs(stored);
        assertThat(message.goTo(archive).isSettled()).isFalse();
        assertThat(message.goTo(new PacketMessage.Destination("other:9092", "packets"))
                        .isSettled())
                .isFalse();
    }
}

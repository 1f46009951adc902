package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RefusedBatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Boolean> progressed = new ArrayList<>();

    private Exchange record(int number) {
        Exchange record = new DefaultExchange(camel);
        record.getMessage().setBody(("{\"size\":" + number + "}").getBytes(StandardCharsets.UTF_8));
        record.getMessage().setHeader(KafkaConstants.TOPIC, "packets");
        record.getMessage().setHeader(KafkaConstants.PARTITION, 0);
        record.getMessage().setHeader(KafkaConstants.OFFSET, number);
        record.getMessage()
                .setHeader(
                        KafkaConstants.MANUAL_COMMIT,
                        Proxy.newProxyInstance(
                                KafkaManualCommit.class.getClassLoader(),
                                new Class<?>[] {KafkaManualCommit.class},
                                (proxy, method, arguments) -> null));
        return record;
    }

    /** Health asks the batch that the consumer waits for, not its parts. */
    @Test
    void aBatchWhoseMessagesAreAllRefusedMakesProgress() throws Exception {
        Exchange batch = new DefaultExchange(camel);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sink")
                        .routeId("sink")
                        .onException(Exception.class)
                        .onWhen(RefusedBatch::isRefused)
                        .handled(true)
                        .process(RefusedBatch::divide)
                        .end()
                        .process(KafkaBatch::rows)
                        .process(part -> {
                            progressed.add(RefusedBatch.hasProgressed(batch, MINUTE));
                            throw new HttpOperationFailedException("/", 413, "", "", Map.of(), "");
                        });
            }
        });
        camel.start();
        batch.getExchangeExtension().setFromRouteId("sink");
        batch.getMessage().setBody(IntStream.range(0, 4).mapToObj(this::record).toList());
        camel.createProducerTemplate().send("direct:sink", batch);
        assertThat(batch.getException()).isNull();
        assertThat(progressed).containsExactly(false, true, true, true, true, true, true);
        assertThat(RefusedBatch.hasProgressed(batch, Duration.ZERO)).isFalse();
        camel.stop();
    }
}

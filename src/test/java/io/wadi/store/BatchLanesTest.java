package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchLanesTest {

    private static final long SECONDS = 20;

    private final CamelContext camel = new DefaultCamelContext();
    private final BatchLanes lanes = new BatchLanes("test", 2);
    private final List<Object> stored = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        lanes.close();
        camel.stop();
    }

    private ProducerTemplate route(Processor store) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:batches")
                        .process(lanes)
                        .process(store)
                        .process(exchange -> stored.add(exchange.getMessage().getBody()));
            }
        });
        camel.getShutdownStrategy().setTimeout(1);
        camel.start();
        return camel.createProducerTemplate();
    }

    private static void send(ProducerTemplate template, int partition, int number) {
        template.asyncRequestBodyAndHeader(
                "direct:batches", partition + "/" + number, KafkaConstants.PARTITION, partition);
    }

    @Test
    void partitionsOfDifferentLanesAreStoredAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        ProducerTemplate template = route(exchange -> {
            both.countDown();
            assertThat(both.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        });
        send(template, 0, 1);
        send(template, 1, 1);
        await().untilAsserted(() -> assertThat(stored).containsExactlyInAnyOrder("0/1", "1/1"));
    }

    @Test
    void batchesOfAPartitionKeepTheirOrder() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        ProducerTemplate template = route(exchange -> {
            if (exchange.getMessage().getBody().equals("2/1")) {
                began.countDown();
                assertThat(other.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            }
        });
        send(template, 2, 1);
        assertThat(began.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        send(template, 2, 2);
        send(template, 3, 1);
        await().untilAsserted(() -> assertThat(stored).containsExactly("3/1"));
        other.countDown();
        await().untilAsserted(() -> assertThat(stored).containsExactly("3/1", "2/1", "2/2"));
    }

    @Test
    void aBatchAfterTheEndFails() throws Exception {
        ProducerTemplate template = route(exchange -> {});
        lanes.close();
        Exchange late =
                template.send("direct:batches", batch -> batch.getMessage().setHeader(KafkaConstants.PARTITION, 1));
        assertThat(late.getException()).isInstanceOf(RejectedExecutionException.class);
        assertThat(stored).isEmpty();
    }
}

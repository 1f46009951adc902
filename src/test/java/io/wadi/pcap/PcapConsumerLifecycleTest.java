package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Back-pressure, pausing, stopping and failing routes. */
@Timeout(120)
class PcapConsumerLifecycleTest extends PcapTestSupport {

    private static final int PACKETS = 3_000;

    private Path capture() throws Exception {
        return PcapFileBuilder.micros().packets(1, PACKETS).write(folder.resolve("a.pcap"));
    }

    private void assertAllInOrder() {
        assertThat(sourcePorts())
                .containsExactly(IntStream.rangeClosed(1, PACKETS).boxed().toArray(Integer[]::new));
    }

    /** A route that holds what it gets until it is released, as one with asynchronous steps does. */
    private final class Valve {
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger inFlight = new AtomicInteger();

        void pass(Exchange exchange) throws InterruptedException {
            keep(exchange);
            inFlight.addAndGet(batches.get(batches.size() - 1).size());
            open.await();
        }
    }

    @Test
    void eachRouteWithTheSameUriGetsEveryPacket() throws Exception {
        String uri = file(capture());
        AtomicInteger second = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("second")
                        .process(exchange -> second.addAndGet(
                                exchange.getMessage().getBody(List.class).size()));
            }
        });
        read(uri);
        assertAllInOrder();
        await().untilAtomic(second, equalTo(PACKETS));
    }

    @Test
    void aFileWaitsWhileTheQueueIsFullAndThenDeliversEverything() throws Exception {
        Valve valve = new Valve();
        PcapConsumer consumer = start(file(capture()) + "?batchSize=10&queueSize=50", valve::pass);
        await().until(() -> consumer.getQueued() == 50);
        assertThat(valve.inFlight).hasValueLessThanOrEqualTo(50);
        await().during(Duration.ofMillis(200)).until(() -> consumer.getQueued() <= 50);
        assertThat(consumer.counters().delivered()).isZero();
        assertThat(consumer.finished()).isNotDone();
        valve.open.countDown();
        awaitEnd(consumer);
        assertAllInOrder();
        assertThat(consumer.getQueueDropped()).isZero();
        assertAddsUp(consumer.counters());
    }

    @Test
    void packetsInFlightInAnAsynchronousRouteAreBounded() throws Exception {
        Valve valve = new Valve();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from(file(capture()) + "?batchSize=10&queueSize=50")
                        .routeId(ROUTE)
                        .threads(8, 8)
                        .process(valve::pass);
            }
        });
        PcapConsumer consumer = (PcapConsumer) context.getRoute(ROUTE).getConsumer();
        await().untilAsserted(() -> assertThat(valve.inFlight).hasValue(50));
        await().during(Duration.ofMillis(200)).until(() -> valve.inFlight.get() == 50);
        valve.open.countDown();
        awaitEnd(consumer);
        assertThat(sourcePorts()).hasSize(PACKETS).doesNotHaveDuplicates();
        assertAddsUp(consumer.counters());
    }

    @Test
    void aPausedFileLosesNothing() throws Exception {
        PcapConsumer consumer = start(file(capture()) + "?batchSize=10&pace=2000");
        await().until(() -> consumer.getReceived() > 100);
        context.getRouteController().suspendRoute(ROUTE);
        await().until(() -> consumer.getQueued() == 0);
        long before = consumer.getReceived();
        await().during(Duration.ofMillis(200)).until(() -> consumer.getReceived() <= before + 10);
        assertThat(consumer.finished()).isNotDone();
        context.getRouteController().resumeRoute(ROUTE);
        awaitEnd(consumer);
        assertAllInOrder();
        assertThat(consumer.sources().get(0).problem()).isNull();
    }

    @Test
    void stopInTheMiddleDrainsAndSaysThatTheFileWasNotReadToItsEnd() throws Exception {
        PcapConsumer consumer = start(file(capture()) + "?pace=100&batchSize=10");
        await().until(() -> consumer.getReceived() > 0);
        consumer.stop();
        assertThat(consumer.getReceived()).isLessThan(PACKETS);
        assertAddsUp(consumer.counters());
        assertThat(packets()).hasSize((int) consumer.getDelivered());
        assertThat(consumer.sources().get(0).problem()).contains("stopped before its end");
        assertThat(consumer.finished()).isDone();
    }

    /** As Camel does before it removes the route. */
    @Test
    void whatDidNotStartCanBeSuspended() {
        assertThatThrownBy(() -> start("pcap:file:" + folder.resolve("missing.pcap")))
                .hasStackTraceContaining("does not exist");
        PcapConsumer consumer = (PcapConsumer) context.getRoute(ROUTE).getConsumer();
        assertThatCode(consumer::suspend).doesNotThrowAnyException();
    }

    @Test
    void stopWhilePausedEnds() throws Exception {
        PcapConsumer consumer = start(file(capture()) + "?pace=100&batchSize=10");
        await().until(() -> consumer.getReceived() > 0);
        context.getRouteController().suspendRoute(ROUTE);
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertThat(consumer.finished()).isDone();
    }

    @Test
    void stopEndsARouteThatIsStuck() throws Exception {
        Valve valve = new Valve();
        PcapConsumer consumer = start(file(capture()) + "?batchSize=10&queueSize=10", valve::pass);
        await().until(() -> consumer.getQueued() == 10);
        consumer.stop();
        await().untilAsserted(() -> assertThat(consumer.finished()).isCompletedExceptionally());
        assertAddsUp(consumer.counters());
        assertThat(consumer.getFailed()).isEqualTo(10);
        assertThat(batches).hasSize(1);
    }

    /** Camel interrupts a suspension when its time to stop is over, and does not stop a consumer whose suspension has failed. */
    @Test
    void aSuspensionThatIsInterruptedIsFollowedByAStop() throws Exception {
        Valve valve = new Valve();
        PcapConsumer consumer = start(file(capture()) + "?batchSize=10&queueSize=10", valve::pass);
        await().until(() -> consumer.getQueued() == 10);
        Thread.currentThread().interrupt();
        consumer.suspend();
        assertThat(Thread.interrupted()).isTrue();
        consumer.stop();
        await().untilAsserted(() -> assertThat(consumer.finished()).isCompletedExceptionally());
        assertThat(HealthCheckRegistry.get(context).getCheck("pcap-" + ROUTE)).isEmpty();
        await().until(() -> consumer.getHeldBytes() == 0);
    }

    @Test
    void capturesWithoutALimitShareOne() throws Exception {
        String endless = file(capture()) + "?pace=100&repeat=0";
        PcapConsumer consumer = start(endless);
        long alone = consumer.getHeldBytesLimit();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endless).routeId("second").log("x");
            }
        });
        assertThat(consumer.getHeldBytesLimit()).isLessThan(alone);
        context.getRouteController().stopRoute("second");
        await().until(() -> consumer.getHeldBytesLimit() == alone);
    }

    @Test
    void anEndlessReplayEndsWhenItIsStopped() throws Exception {
        PcapConsumer consumer = start(file(capture()) + "?repeat=0");
        await().until(() -> consumer.getDelivered() > 3 * PACKETS);
        assertThat(consumer.finished()).isNotDone();
        context.getRouteController().stopRoute(ROUTE, PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertAddsUp(consumer.counters());
    }

    @Test
    void startsAgainFromTheBeginning() throws Exception {
        PcapConsumer consumer = read(file(capture()));
        consumer.stop();
        batches.clear();
        consumer.start();
        awaitEnd(consumer);
        assertAllInOrder();
        assertThat(consumer.sources().get(0).counters().received()).isEqualTo(PACKETS);
        assertThat(consumer.getReceived()).isEqualTo(2 * PACKETS);
    }

    @Test
    void aRestartedRouteReadsAgain() throws Exception {
        read(file(capture()));
        context.getRouteController().stopRoute(ROUTE);
        batches.clear();
        context.getRouteController().startRoute(ROUTE);
        awaitEnd((PcapConsumer) context.getRoute(ROUTE).getConsumer());
        assertAllInOrder();
    }

    @Test
    void aFailingExchangeIsCountedAndTheNextGoOn() throws Exception {
        AtomicInteger exchanges = new AtomicInteger();
        PcapConsumer consumer = awaitEnd(start(file(capture()) + "?batchSize=1000", exchange -> {
            if (exchanges.incrementAndGet() == 2) {
                throw new IllegalStateException("second batch");
            }
            keep(exchange);
        }));
        assertThat(consumer.getFailed()).isEqualTo(1000);
        assertThat(consumer.getDelivered()).isEqualTo(2000);
        assertAddsUp(consumer.counters());
    }

    @Test
    void bridgeErrorHandlerHandsFailuresToTheRoute() throws Exception {
        Path capture = capture();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("mock:failed");
                from(file(capture) + "?bridgeErrorHandler=true").routeId(ROUTE).process(exchange -> {
                    throw new IllegalStateException("always");
                });
            }
        });
        PcapConsumer consumer = awaitEnd((PcapConsumer) context.getRoute(ROUTE).getConsumer());
        getMockEndpoint("mock:failed").expectedMessageCount(3);
        getMockEndpoint("mock:failed").assertIsSatisfied();
        assertAddsUp(consumer.counters());
    }
}

package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.faults.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was received and lost, by exporter and minute. */
class ExporterLedgerTest extends NetflowTestSupport {

    private static final String OPTIONS = "netflow:udp:127.0.0.1:0?batchSize=1&ledger=direct:ledger";

    /** More than the ledger is sent while a test runs. */
    private static final int ENDLESS = 50;

    private final List<ExporterMinute> arrived = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean refuses = new AtomicBoolean();
    private final AtomicLong refusals = new AtomicLong();
    private volatile NetflowConsumer traffic;

    private NetflowConsumer startWithLedger() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ledger").routeId("ledger").process(ExporterLedgerTest.this::arrive);
            }
        });
        return startWithQuickChores(OPTIONS);
    }

    @SuppressWarnings("unchecked")
    private void arrive(Exchange exchange) throws Exception {
        if (refuses.get()) {
            refusals.incrementAndGet();
            throw new IllegalStateException("away");
        }
        arrived.addAll(exchange.getMessage().getBody(List.class));
        if (traffic != null && arrived.size() < ENDLESS) {
            long before = traffic.getDecoded();
            send(traffic, datagram(arrived.size()));
            await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> traffic.getDecoded() > before);
        }
    }

    /** The last message of each cell counts. */
    private Map<Long, ExporterMinute> last() {
        Map<Long, ExporterMinute> last = new HashMap<>();
        arrived.forEach(minute -> last.put(minute.cell(), minute));
        return last;
    }

    private static byte[] datagram(long sequence) {
        return v5(1, System.currentTimeMillis() / 1000, sequence, 0, v5Record(1, 40, 0, 0));
    }

    @Test
    void theLastMinuteArrivesWhenTheRouteStops() throws Exception {
        NetflowConsumer consumer = startWithLedger();
        send(consumer, datagram(0), datagram(1), datagram(5), datagram(6));
        awaitDelivered(consumer, 4);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(last().values().stream().mapToLong(ExporterMinute::datagrams).sum())
                .isEqualTo(4);
        assertThat(last().values().stream().mapToLong(ExporterMinute::records).sum())
                .isEqualTo(4);
        assertThat(last().values().stream().mapToLong(ExporterMinute::lost).sum())
                .isEqualTo(3);
        assertThat(arrived).allSatisfy(minute -> {
            assertThat(minute.collector()).isEqualTo(consumer.id());
            assertThat(minute.exporter().protocol()).isEqualTo(ExportProtocol.V5);
            assertThat(minute.minute() % 60).isZero();
            assertThat(minute.samplingRate()).isEqualTo(1);
        });
    }

    /** It was sent again and again, without a pause, and nothing else was: not the minutes of the next worker, no template. */
    @Test
    void trafficDoesNotKeepTheLedgerSending() throws Exception {
        NetflowConsumer consumer = startWithLedger();
        traffic = consumer;
        send(consumer, datagram(0));
        await().atMost(PATIENCE).until(() -> consumer.getDecoded() > 1);
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> arrived.size() < ENDLESS / 2);
        traffic = null;
        context.getRouteController().stopRoute(ROUTE);
        assertThat(last().values().stream().mapToLong(ExporterMinute::datagrams).sum())
                .isGreaterThan(1);
    }

    @Test
    void whatDoesNotArriveIsSentAgain() throws Exception {
        NetflowConsumer consumer = startWithLedger();
        refuses.set(true);
        send(consumer, datagram(0));
        awaitDelivered(consumer, 1);
        await().atMost(PATIENCE).until(() -> refusals.get() > 0);
        assertThat(arrived).isEmpty();
        NetflowHealthCheck health = new NetflowHealthCheck(consumer, 0);
        await().atMost(PATIENCE).until(() -> health.call().getState() == HealthCheck.State.DOWN);
        assertThat(health.call().getMessage())
                .hasValue("Sending the minutes of exporters failed: they do not arrive at direct:ledger: away");
        refuses.set(false);
        await().atMost(PATIENCE).until(() -> !arrived.isEmpty());
        assertThat(arrived.get(0).datagrams()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> health.call().getState() == HealthCheck.State.UP);
    }

    @Test
    void minutesAreSentWhateverElseFails() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ledger").routeId("ledger").process(ExporterLedgerTest.this::arrive);
            }
        });
        DroppedMinutes dropped = new DroppedMinutes(
                new MinuteBook("test", new AtomicLong(), new NetflowCounters(), new SourceBounds().minutes()), () -> 3);
        Runnable chores = () -> {
            throw new IllegalStateException("no room for templates");
        };
        try (LedgerSender sender =
                new LedgerSender(context, "direct:ledger", List.of(), dropped, chores, Duration.ofHours(1))) {
            sender.sendNow();
            assertThat(arrived).extracting(ExporterMinute::dropped).containsExactly(3L);
            assertThat(sender.problem())
                    .hasValue("Keeping templates and meters of exporters failed: no room for templates");
        }
    }

    /** On a busy machine sending takes longer than the end of the captures waits. */
    @ParameterizedTest
    @CsvSource({"true, []", "false, [The last minutes of exporters were not all sent to direct:ledger]"})
    void onlyMinutesThatWereNotSentAreReported(boolean arrives, String warnings) throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ledger").routeId("ledger").process(exchange -> {
                    open.await();
                    arrive(exchange);
                });
            }
        });
        DroppedMinutes dropped = new DroppedMinutes(
                new MinuteBook("test", new AtomicLong(), new NetflowCounters(), new SourceBounds().minutes()), () -> 3);
        try (LogLines log = new LogLines(LedgerSender.class.getName())) {
            try (LedgerSender sender =
                    new LedgerSender(context, "direct:ledger", List.of(), dropped, () -> {}, Duration.ofHours(1))) {
                sender.sendNow();
                assertThat(log.lines()).noneMatch(line -> line.contains("cannot") || line.contains("not all"));
                if (arrives) {
                    open.countDown();
                }
            }
            assertThat(log.lines().stream().filter(line -> !line.contains("still being sent")))
                    .hasToString(warnings);
        }
        assertThat(arrived).hasSize(arrives ? 1 : 0);
    }

    @Test
    void aMinuteIsSentOnlyWhenItHasChangedAndForgottenWhenItIsOver() {
        DecoderFixture fixture = new DecoderFixture();
        Sources sources = fixture.decoder.sources();
        fixture.read(v5(1, DecoderFixture.NOW_SECONDS, 0, 0, v5Record(1, 40, 0, 0)));
        List<ExporterMinute> first = sources.changed(0, 10);
        assertThat(first).hasSize(1);
        sources.confirm(first);
        assertThat(sources.changed(0, 10)).isEmpty();

        fixture.read(v5(1, DecoderFixture.NOW_SECONDS, 1, 0, v5Record(1, 40, 0, 0)));
        fixture.nowNanos += 60 * DecoderFixture.SECOND;
        fixture.read(v5(60_001, DecoderFixture.NOW_SECONDS + 60, 9, 0, v5Record(1, 40, 0, 0)));
        List<ExporterMinute> both = sources.changed(0, 10);
        assertThat(both).extracting(ExporterMinute::datagrams).containsExactly(2L, 1L);
        assertThat(both).extracting(ExporterMinute::lost).containsExactly(0L, 7L);
        assertThat(both.get(1).minute() - both.get(0).minute()).isEqualTo(60);
        assertThat(sources.changed(0, 1)).containsExactly(both.get(0));
        sources.confirm(both);
        assertThat(sources.changed(0, 10)).isEmpty();
    }

    /** Restarts and datagrams that overtake each other are no loss. */
    @Test
    void lateDatagramsAndRestartsAreToldApart() {
        DecoderFixture fixture = new DecoderFixture();
        for (long sequence : new long[] {10, 12, 11, 13, 2}) {
            fixture.read(v5(1, DecoderFixture.NOW_SECONDS, sequence, 0, v5Record(1, 40, 0, 0)));
        }
        fixture.read(v5(1, DecoderFixture.NOW_SECONDS, 1 << 26, 0, v5Record(1, 40, 0, 0)));
        ExporterMinute minute = fixture.decoder.sources().changed(0, 10).get(0);
        assertThat(minute.lost()).isEqualTo(1);
        assertThat(minute.late()).isEqualTo(1);
        assertThat(minute.restarts()).isPositive();
        assertThat(ExporterTotals.of(fixture.decoder.sources().reports()).get(0).completePercent())
                .isEqualTo(100);
    }

    @Test
    void minutesThatWaitHaveALimit() {
        NetflowCounters counters = new NetflowCounters();
        MinuteBook book = new MinuteBook("test", new AtomicLong(), counters, new SourceBounds().minutes());
        for (int i = 0; i < SourceBounds.MOST_MINUTES + 5; i++) {
            MinuteCell cell = book.open(null, 60L * i);
            cell.closed = true;
            cell.datagrams++;
        }
        assertThat(book.size()).isEqualTo(SourceBounds.MOST_MINUTES);
        assertThat(counters.minutesDropped()).isEqualTo(5);
        book.confirm(book.changed(0, SourceBounds.MOST_MINUTES));
        assertThat(book.size()).isZero();
    }

    @Test
    void dropsOfTheCollectorHaveNoExporter() {
        AtomicLong drops = new AtomicLong(3);
        MinuteBook book = new MinuteBook("test", new AtomicLong(), new NetflowCounters(), new SourceBounds().minutes());
        DroppedMinutes dropped = new DroppedMinutes(book, drops::get);
        dropped.note(60_000);
        drops.set(5);
        dropped.note(61_000);
        drops.set(9);
        dropped.note(120_000);
        assertThat(dropped.changed(0, 10)).extracting(ExporterMinute::dropped).containsExactly(5L, 4L);
        assertThat(dropped.changed(0, 10)).extracting(ExporterMinute::minute).containsExactly(60L, 120L);
        assertThat(dropped.changed(0, 10)).extracting(ExporterMinute::exporter).containsOnlyNulls();
    }

    private static HealthCheck.Result health(NetflowConsumer consumer, int silentSeconds, long later) {
        Clock clock = Clock.fixed(Instant.now().plusSeconds(later), ZoneOffset.UTC);
        return new NetflowHealthCheck(consumer, silentSeconds, clock).call(Map.of());
    }

    @Test
    void anExporterThatHasSentForAWhileAndIsSilentIsNamed() throws Exception {
        NetflowConsumer consumer =
                startWithQuickChores("netflow:udp:127.0.0.1:0?batchSize=1&exporterNames=127.0.0.1=r7");
        send(consumer, datagram(0));
        awaitDelivered(consumer, 1);
        assertThat(health(consumer, 60, 100).getState()).as("one datagram").isEqualTo(HealthCheck.State.UP);
        assertThat(health(consumer, 0, 100).getState()).as("never").isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void metersOfExportersAppearAndGo() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        NetflowConsumer consumer =
                startWithQuickChores("netflow:udp:127.0.0.1:0?batchSize=1&exporterNames=127.0.0.1=r7");
        send(consumer, datagram(0), datagram(2));
        awaitDelivered(consumer, 2);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
                        registry.get("wadi.netflow.exporter.completeness")
                                .tag("exporter", "r7")
                                .gauge()
                                .value())
                .isEqualTo(66.7));
        context.getRouteController().stopRoute(ROUTE);
        assertThat(registry.getMeters()).isEmpty();
    }
}

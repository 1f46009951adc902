package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An exporter in a namespace of its own sends more than the receive buffer holds: nothing is lost without being counted. */
class SocketDropsIT extends NetflowTestSupport {

    private static final int BURST = 20_000;
    private static final int MOST_BURSTS = 50;

    private final Map<Long, ExporterMinute> ledger = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    private void note(Exchange exchange) {
        List<ExporterMinute> minutes = exchange.getMessage().getBody(List.class);
        minutes.forEach(minute -> ledger.put(minute.cell(), minute));
    }

    private long sum(ToLongFunction<ExporterMinute> count) {
        Collection<ExporterMinute> minutes = ledger.values();
        return minutes.stream().mapToLong(count).sum();
    }

    /** Datagrams that the exporter has sent, and those that it has left out. */
    private record Sent(long datagrams, long leftOut) {}

    private static Sent send(Process exporter, PrintStream in, BufferedReader out, int datagrams) throws IOException {
        in.println(datagrams);
        String answer = out.readLine();
        assertThat(answer).as("the exporter runs: %s", exporter.isAlive()).isNotNull();
        String[] numbers = answer.split(" ");
        return new Sent(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    private static void awaitAll(NetflowConsumer consumer, Sent sent) {
        await().atMost(PATIENCE)
                .until(() -> consumer.getReceived() + consumer.getQueueDropped() + consumer.getKernelDropped()
                        == sent.datagrams);
    }

    @Test
    void receivedAndLostIsWhatWasSent() throws Exception {
        assumeTrue(ExporterNamespace.isAllowed(), "skipped: only root with ip can make network namespaces");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ledger").routeId("ledger").process(SocketDropsIT.this::note);
            }
        });
        try (ExporterNamespace namespace = ExporterNamespace.open()) {
            NetflowConsumer consumer = start(
                    "netflow:udp:" + namespace.collector() + ":0?receiveBuffer=65536&ledger=direct:ledger",
                    exchange -> {});
            Process exporter = namespace.start(JavaCommand.of(
                    BurstMain.class, List.of("-Xmx100m"), namespace.collector(), String.valueOf(consumer.port())));
            try (PrintStream in = new PrintStream(exporter.getOutputStream(), true, StandardCharsets.UTF_8);
                    BufferedReader out = exporter.inputReader()) {
                Sent sent = send(exporter, in, out, 1);
                for (int i = 0; i < MOST_BURSTS && consumer.getKernelDropped() == 0; i++) {
                    sent = send(exporter, in, out, BURST);
                    awaitAll(consumer, sent);
                }
                assertThat(consumer.getKernelDropped()).as("kernel").isPositive();
                // Only a later datagram shows the loss of the last ones of a burst.
                sent = send(exporter, in, out, 1);
                awaitAll(consumer, sent);
                assertAddsUp(consumer, sent);
            } finally {
                exporter.destroyForcibly();
            }
        }
    }

    private void assertAddsUp(NetflowConsumer consumer, Sent sent) throws Exception {
        long dropped = consumer.getKernelDropped() + consumer.getQueueDropped();
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertThat(consumer.getReceived() + dropped).as("received + dropped").isEqualTo(sent.datagrams);
        assertThat(consumer.getLost()).as("missing in sequence numbers").isEqualTo(dropped + sent.leftOut);
        assertThat(consumer.getReceived() + consumer.getLost())
                .as("received + lost")
                .isEqualTo(sent.datagrams + sent.leftOut);
        assertThat(sum(ExporterMinute::datagrams)).isEqualTo(consumer.getReceived());
        assertThat(sum(ExporterMinute::dropped)).isEqualTo(dropped);
        assertThat(sum(minute -> minute.lost() - minute.late())).isEqualTo(consumer.getLost());
    }
}

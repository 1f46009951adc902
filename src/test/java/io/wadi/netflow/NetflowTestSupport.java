package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;

/** A Camel context whose only route {@code collect} records what a {@code netflow:} endpoint delivers. */
abstract class NetflowTestSupport extends CamelTestSupport {

    static final String ROUTE = "collect";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The flows of each exchange, in order. */
    final List<List<ExportedFlow>> batches = Collections.synchronizedList(new ArrayList<>());

    /** Starts the route on a free port of loopback and returns its consumer. */
    NetflowConsumer start(String options) throws Exception {
        return start("netflow:udp:127.0.0.1:0?" + options, this::keep);
    }

    NetflowConsumer start(String uri, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(processor);
            }
        });
        return (NetflowConsumer) context.getRoute(ROUTE).getConsumer();
    }

    /** The same as {@link #start(String, Processor)}, with the ledger, templates and meters brought up to date every second. */
    NetflowConsumer startWithQuickChores(String uri) throws Exception {
        context.getEndpoint(uri, NetflowEndpoint.class).getConfiguration().setChoresInterval(Duration.ofSeconds(1));
        return start(uri, this::keep);
    }

    /** The sentences of a refused start, from the outermost to the innermost cause. */
    String refusal(String uri) {
        Throwable failure = catchThrowable(() -> start(uri, this::keep));
        assertThat(failure).as("start of %s", uri).isNotNull();
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    void keep(Exchange exchange) {
        batches.add(exchange.getMessage().getBody(List.class));
    }

    List<ExportedFlow> flows() {
        synchronized (batches) {
            return batches.stream().flatMap(List::stream).toList();
        }
    }

    static void send(NetflowConsumer consumer, byte[]... datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, consumer, datagrams);
        }
    }

    static void send(DatagramSocket socket, NetflowConsumer consumer, byte[]... datagrams) throws IOException {
        for (byte[] datagram : datagrams) {
            socket.send(
                    new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), consumer.port()));
        }
    }

    static void awaitReceived(NetflowConsumer consumer, long datagrams) {
        await().atMost(PATIENCE).until(() -> consumer.getReceived() >= datagrams);
    }

    static void awaitDelivered(NetflowConsumer consumer, long flows) {
        await().atMost(PATIENCE).until(() -> consumer.getDelivered() + consumer.getFailed() >= flows);
    }

    /** The equations of {@link NetflowCounters}, once the endpoint has stopped. */
    static void assertAddsUp(NetflowCounters counters) {
        assertThat(counters.count(DatagramOutcome.DECODED)
                        + counters.count(DatagramOutcome.REFUSED)
                        + counters.rejected())
                .as("decoded + refused + rejected")
                .isEqualTo(counters.received());
        long records = 0;
        for (RecordOutcome outcome : RecordOutcome.values()) {
            records += counters.count(outcome);
        }
        assertThat(records).as("records by outcome").isEqualTo(counters.records());
        assertThat(counters.delivered() + counters.failed())
                .as("delivered + failed")
                .isEqualTo(counters.flows());
        assertThat(counters.waiting()).as("waiting data sets").isZero();
    }

    /** One exporter of this protocol sent, and nothing is missing. */
    static void assertOneCompleteExporter(NetflowConsumer consumer, ExportProtocol protocol) {
        assertThat(consumer.exporters()).singleElement().satisfies(report -> {
            assertThat(report.exporter().protocol()).isEqualTo(protocol);
            assertThat(report.lost()).isZero();
            assertThat(report.restarts()).isZero();
            assertThat(report.noTemplate()).isZero();
        });
    }
}

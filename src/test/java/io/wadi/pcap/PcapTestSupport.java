package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wadi.packet.Packet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.io.TempDir;

/** A Camel context whose only route {@code capture} records what a {@code pcap:} endpoint delivers. */
abstract class PcapTestSupport extends CamelTestSupport {

    static final String ROUTE = "capture";
    static final int PATIENCE_SECONDS = 60;

    /** The packets of each exchange, in order. */
    final List<List<Packet>> batches = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    /** Starts the route and returns its consumer. */
    PcapConsumer start(String uri) throws Exception {
        return start(uri, this::keep);
    }

    PcapConsumer start(String uri, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(processor);
            }
        });
        return (PcapConsumer) context.getRoute(ROUTE).getConsumer();
    }

    /** Runs the route until all files are through it. */
    PcapConsumer read(String uri) throws Exception {
        return awaitEnd(start(uri));
    }

    static PcapConsumer awaitEnd(PcapConsumer consumer) throws Exception {
        consumer.finished().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return consumer;
    }

    /** The sentences of a refused start, from the outermost to the innermost cause. */
    String refusal(String uri) {
        Throwable failure = catchThrowable(() -> start(uri));
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

    List<Packet> packets() {
        synchronized (batches) {
            return batches.stream().flatMap(List::stream).toList();
        }
    }

    List<Integer> sourcePorts() {
        return packets().stream().map(Packet::srcPort).toList();
    }

    /** The equations of {@link PcapCounters}, once the capture has stopped. */
    static void assertAddsUp(PcapCounters counters) {
        assertThat(counters.decoded() + counters.skipped() + counters.excluded() + counters.rejected())
                .as("decoded + skipped + excluded + rejected")
                .isEqualTo(counters.received());
        assertThat(counters.skippedKinds().byName().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("skipped by kind")
                .isEqualTo(counters.skipped());
        assertThat(counters.delivered() + counters.failed())
                .as("delivered + failed")
                .isEqualTo(counters.decoded());
    }

    static String file(Path path) {
        return "pcap:file:" + path;
    }
}

package io.wadi.packet;

import io.wadi.pcap.CaptureException;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.pcap.PcapSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;

/** Reads capture files through the {@code pcap:} component, as {@code wadi decode} does. */
final class CaptureReader implements AutoCloseable {

    /** A file that takes longer counts as a hang. */
    private static final int PATIENCE_SECONDS = 60;

    /** What a file gave: its packets in order, and what became of every frame. */
    record Reading(List<Packet> packets, PcapCounters counters, PcapSource.State state, String problem) {}

    private final DefaultCamelContext camel = new DefaultCamelContext();

    CaptureReader() {
        camel.start();
    }

    /**
     * Reads a file to its end.
     *
     * @throws CaptureException when it is no capture
     */
    Reading read(Path file) throws Exception {
        List<Packet> packets = new ArrayList<>();
        PcapEndpoint endpoint = camel.getEndpoint("pcap:file:test", PcapEndpoint.class);
        endpoint.getConfiguration().setFiles(List.of(file));
        return read(endpoint, packets);
    }

    @SuppressWarnings("unchecked")
    private static Reading read(PcapEndpoint endpoint, List<Packet> packets) throws Exception {
        PcapConsumer consumer = (PcapConsumer) endpoint.createConsumer(
                exchange -> packets.addAll(exchange.getMessage().getBody(List.class)));
        open(consumer);
        try {
            consumer.finished().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            consumer.stop();
        }
        PcapSource source = consumer.sources().get(0);
        return new Reading(List.copyOf(packets), source.counters(), source.state(), source.problem());
    }

    private static void open(PcapConsumer consumer) throws CaptureException {
        try {
            consumer.start();
        } catch (RuntimeCamelException e) {
            if (e.getCause() instanceof CaptureException refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}

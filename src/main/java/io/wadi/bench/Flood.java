package io.wadi.bench;

import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowBatch;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;
import io.wadi.packet.Packet;
import io.wadi.sample.SampleCapture;
import io.wadi.sample.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The packets of an attack, in batches as the store of flows gets them: nearly every packet is a flow of its own. */
final class Flood {

    static final String TOPIC = "packets";

    /** Packets of a batch, as by default. */
    private static final int BATCH = 20_000;

    private static final int WINDOW_SECONDS = 60;

    private final List<Packet> packets = new ArrayList<>();

    /** Reads the packets from a synthetic capture, which it deletes again. */
    Flood(Workload workload, long packets, Path folder) throws Exception {
        Path file = folder.resolve(workload.label() + ".pcap");
        try {
            write(new SampleCapture(packets, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START, workload), file);
            CaptureRun.read(file, this.packets::addAll);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(SampleCapture capture, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            capture.write(out);
        }
    }

    int packets() {
        return packets.size();
    }

    /** New batches, because the aggregation changes them. */
    List<FlowBatch> batches() throws IOException {
        FlowAggregationStrategy minutes = new FlowAggregationStrategy(WINDOW_SECONDS, new StoreMemory());
        List<FlowBatch> batches = new ArrayList<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            for (int from = 0; from < packets.size(); from += BATCH) {
                int to = Math.min(from + BATCH, packets.size());
                OffsetRange range = new OffsetRange(TOPIC, null, 0, from, to);
                Exchange exchange = new DefaultExchange(camel);
                PacketBatch batch = new PacketBatch(range, packets.subList(from, to), List.of());
                exchange.getMessage().setBody(new EnrichedBatch(batch, Map.of()));
                batches.add(minutes.aggregate(null, exchange).getMessage().getBody(FlowBatch.class));
            }
        }
        return batches;
    }
}

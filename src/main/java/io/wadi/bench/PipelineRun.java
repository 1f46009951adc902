package io.wadi.bench;

import io.wadi.ingest.IngestTotals;
import java.nio.file.Path;
import java.util.List;

/** The whole pipeline with one store stage: file → Kafka → table, until committed. */
final class PipelineRun implements Run {

    private final String name;
    private final BenchServers servers;
    private final WadiProcess wadi;
    private final Path capture;
    private final List<String> options;
    private final long packets;

    /**
     * Creates the run.
     *
     * @param packets packets that it will store
     */
    PipelineRun(String name, BenchServers servers, WadiProcess wadi, Path capture, List<String> options, long packets) {
        this.name = name;
        this.servers = servers;
        this.wadi = wadi;
        this.capture = capture;
        this.options = options;
        this.packets = packets;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Measurement measure() throws Exception {
        String database = servers.createDatabase();
        try (SecondHalf half = new SecondHalf(servers, database, packets)) {
            ProcessorTime before = servers.clock().now();
            IngestTotals totals = wadi.ingest(capture, database, options);
            ProcessorTime used = servers.clock().now().since(before);
            return half.addTo(Measurement.of(totals.packetsPerSecond(), used.perMillion(totals.decoded())));
        } finally {
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }
}

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
    private IngestTotals last;

    PipelineRun(String name, BenchServers servers, WadiProcess wadi, Path capture, List<String> options) {
        this.name = name;
        this.servers = servers;
        this.wadi = wadi;
        this.capture = capture;
        this.options = options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double packetsPerSecond() throws Exception {
        String database = servers.createDatabase();
        try {
            last = wadi.ingest(capture, database, options);
            return last.packetsPerSecond();
        } finally {
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }

    /** The totals of the last run. */
    IngestTotals last() {
        return last;
    }
}

package io.wadi.bench;

import io.wadi.ingest.ExportsTotals;

/** Wadi with the datagrams of exporters: file → Kafka → flows, until committed. */
final class ExportsRun implements Run {

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final ExportsCapture capture;

    ExportsRun(BenchServers servers, WadiProcess wadi, ExportsCapture capture) {
        this.servers = servers;
        this.wadi = wadi;
        this.capture = capture;
    }

    @Override
    public String name() {
        return "wadi, ingest --exports";
    }

    @Override
    public Measurement measure() throws Exception {
        String database = servers.createDatabase();
        try {
            ProcessorTime before = servers.clock().now();
            ExportsTotals totals = wadi.ingestExports(capture.file(), database);
            ProcessorTime used = servers.clock().now().since(before);
            capture.check("wadi", sum(database, "packets"), sum(database, "bytes"), 0);
            return Measurement.of(totals.recordsPerSecond(), used.perMillion(capture.records()));
        } finally {
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }

    private long sum(String database, String column) {
        return servers.number(database, "select coalesce(sum(" + column + "), 0)::bigint from flows");
    }
}

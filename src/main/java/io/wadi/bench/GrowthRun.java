package io.wadi.bench;

import io.wadi.ingest.IngestTotals;
import java.util.List;

/** Measures how costs grow with traffic: stores a synthetic capture of some length in both tables, and queries them. */
final class GrowthRun {

    private final BenchServers servers;
    private final WadiProcess wadi;

    GrowthRun(BenchServers servers, WadiProcess wadi) {
        this.servers = servers;
        this.wadi = wadi;
    }

    /**
     * Stores this number of frames and measures the costs.
     *
     * @throws BenchException if the counts do not match or the dashboard does not answer
     */
    Growth measure(long frames) throws Exception {
        String database = servers.createDatabase();
        try {
            IngestTotals totals = wadi.ingestSample(frames, database, List.of());
            double packets = totals.decoded();
            QueryTimes queries = new DashboardQueries(wadi).measure(database);
            return new Growth(
                    totals.decoded(),
                    totals.packetsPerSecond(),
                    totals.residentBytes(),
                    servers.topicBytes(database) / packets,
                    servers.tableBytes(database, "traffic") / packets,
                    servers.tableBytes(database, "flows") / packets,
                    (servers.tableBytes(database, "flows_hour") + servers.tableBytes(database, "flows_day")) / packets,
                    queries.percentile95(),
                    queries.slowest());
        } finally {
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }
}

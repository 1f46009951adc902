package io.wadi.bench;

import io.wadi.settings.CaptureSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of the pipeline without the embedded servers, for one and for ten passes over the file.
 *
 * @param once peak in bytes for one pass
 * @param tenTimes peak in bytes for ten passes
 */
record MemoryCheck(long once, long tenTimes) {

    private static final long GOAL_BYTES = 700L << 20;
    private static final double GOAL_GROWTH = 1.1;

    static MemoryCheck measure(BenchServers servers, WadiProcess wadi, Path capture) throws Exception {
        return new MemoryCheck(resident(servers, wadi, capture, 1), resident(servers, wadi, capture, 10));
    }

    private static long resident(BenchServers servers, WadiProcess wadi, Path capture, int times) throws Exception {
        String database = servers.createDatabase();
        try {
            return wadi.ingest(
                            capture,
                            database,
                            List.of("--only", "store-flows", "--set", CaptureSettings.REPEAT + "=" + times))
                    .residentBytes();
        } finally {
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }

    /** Whether the memory is below its limit and does not grow with the length of the capture. */
    public boolean isMet() {
        return tenTimes <= GOAL_BYTES && tenTimes <= once * GOAL_GROWTH;
    }
}

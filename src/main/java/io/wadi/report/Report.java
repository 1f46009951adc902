package io.wadi.report;

import io.wadi.query.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The figures of a range, from the statements in {@code sql/api}.
 *
 * @param range time range of the figures
 * @param made when they were read
 * @param wadi version of Wadi
 * @param filter which flows count, as the user typed it; empty for all
 */
public record Report(
        TimeRange range,
        Instant made,
        String wadi,
        String filter,
        List<Map<String, Object>> totals,
        List<Map<String, Object>> bytesByTime,
        List<Map<String, Object>> protocols,
        List<Map<String, Object>> topTalkers,
        List<Map<String, Object>> countries,
        List<Map<String, Object>> hostMap) {

    /** Number of packets in the range. */
    public long packets() {
        return ((Number) totals.get(0).get("packets")).longValue();
    }
}

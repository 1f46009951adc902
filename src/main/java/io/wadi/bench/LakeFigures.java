package io.wadi.bench;

import java.util.Locale;

/**
 * What the lake costs, beside table {@code traffic} with the same packets.
 *
 * @param packets packets that are stored
 * @param bytes bytes a packet of the lake's Parquet files
 * @param trafficBytes bytes a packet of the table with its index
 * @param files number of files, as they were committed, before any is merged
 * @param medianFile size of the median file in bytes
 * @param largestFile size of the largest file in bytes
 * @param residentBytes peak memory of the process that stored them; 0 where the system does not report it
 * @param scan how fast DuckDB counts them; null if it is not there
 */
record LakeFigures(
        long packets,
        double bytes,
        double trafficBytes,
        int files,
        long medianFile,
        long largestFile,
        long residentBytes,
        LakeScan scan) {

    private static final double GOAL_BYTES = 25;
    private static final long GOAL_RESIDENT = 700L << 20;
    private static final double MEGABYTE = 1e6;

    /** The lines of the benchmark's table. */
    String toTable() {
        return String.format(
                        Locale.ROOT,
                        "lake: %,d packets, %.1f bytes a packet (table traffic %.1f; goal: at most %.0f: %s), %d files, "
                                + "median %.2f MB, largest %.2f MB; memory of the store %s%n",
                        packets,
                        bytes,
                        trafficBytes,
                        GOAL_BYTES,
                        verdict(bytes <= GOAL_BYTES),
                        files,
                        medianFile / MEGABYTE,
                        largestFile / MEGABYTE,
                        memory())
                + (scan == null ? "" : scanned());
    }

    private String memory() {
        return residentBytes == 0
                ? "not reported"
                : String.format(
                        Locale.ROOT,
                        "%d MiB (goal: at most 700 MiB: %s)",
                        residentBytes >> 20,
                        verdict(residentBytes <= GOAL_RESIDENT));
    }

    private String scanned() {
        return String.format(
                Locale.ROOT,
                "DuckDB counts %,d of %,d packets (all files, each read %d times) in %.2f s, again in %.2f s (goal: "
                        + "%,d in less than %.0f s: %s)%n",
                scan.found(),
                scan.packets(),
                scan.times(),
                scan.firstSeconds(),
                scan.againSeconds(),
                LakeScan.GOAL_PACKETS,
                LakeScan.GOAL_SECONDS,
                scan.packets() < LakeScan.GOAL_PACKETS ? "too few packets" : verdict(scan.isMet()));
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }
}

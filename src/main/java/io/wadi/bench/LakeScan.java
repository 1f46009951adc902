package io.wadi.bench;

import io.wadi.lake.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How fast DuckDB counts the packets of the lake that fulfil a condition. The files are in the memory of the operating
 * system, because they were just written.
 *
 * @param packets packets that were read
 * @param times how often each file is read, for that many packets
 * @param found packets that fulfil the condition
 * @param firstSeconds time of the first query in a new DuckDB
 * @param againSeconds time of the second
 */
record LakeScan(long packets, int times, long found, double firstSeconds, double againSeconds) {

    /** So many packets are to be counted in two seconds. */
    static final long GOAL_PACKETS = 100_000_000;

    static final double GOAL_SECONDS = 2;

    private static final int MOST_TIMES = 100;

    /** Each file has such packets, so that statistics leave none out. */
    private static final String CONDITION = "dst_port = 443 and bytes > 100";

    /**
     * Reads the files so often that they are at least 100,000,000 packets, but not more than 100 times.
     *
     * @param packets packets in the files
     * @throws SQLException if DuckDB fails
     * @throws io.wadi.lake.DuckDbMissingException if it is not on the class path
     */
    static LakeScan of(List<String> files, long packets) throws SQLException {
        int times = Math.toIntExact(Math.min(MOST_TIMES, (GOAL_PACKETS + packets - 1) / packets));
        String query = query(Collections.nCopies(times, files).stream().flatMap(List::stream)) + " where " + CONDITION;
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            Count first = Count.of(statement, query);
            Count again = Count.of(statement, query);
            return new LakeScan(packets * times, times, first.found, first.seconds, again.seconds);
        }
    }

    /** All packets in the files; failures as in {@link #of}. */
    static long count(List<String> files) throws SQLException {
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            return Count.of(statement, query(files.stream())).found;
        }
    }

    private static String query(Stream<String> files) {
        return files.map(file -> "'" + file.replace("'", "''") + "'")
                .collect(Collectors.joining(
                        ",", "select count(*) from read_parquet([", "], hive_partitioning = false)"));
    }

    boolean isMet() {
        return packets >= GOAL_PACKETS && firstSeconds < GOAL_SECONDS;
    }

    private record Count(long found, double seconds) {
        static Count of(Statement statement, String query) throws SQLException {
            long began = System.nanoTime();
            try (ResultSet count = statement.executeQuery(query)) {
                count.next();
                return new Count(count.getLong(1), (System.nanoTime() - began) / 1e9);
            }
        }
    }
}

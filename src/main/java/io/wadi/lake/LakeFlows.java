package io.wadi.lake;

import io.wadi.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;

/**
 * The flows of a time in the lake, those of packets included, as one snapshot of each table has them. DuckDB reads them, in
 * memory of its own. Not thread-safe.
 */
public final class LakeFlows implements AutoCloseable {

    /** Flows of so long are merged at a time: their number is what takes memory. */
    private static final long SLICE_SECONDS = 10_800;

    private static final long DAY_SECONDS = 86_400;

    private static final String SUMS_OF_FLOWS = "select window_start, packets, bytes from flows";
    private static final String SUMS_OF_PACKETS = "select %s as window_start, 1 as packets, bytes from packets";

    private static final String SUMS = """
        select second // %2$d * %2$d, sum(packets)::bigint, sum(bytes)::bigint
        from (select epoch_us(window_start) // 1000000 as second, packets, bytes from (%1$s) as part) as part
        where second >= %3$d and second < %4$d
        group by 1""";

    private final LakeSession session;
    private final int windowSeconds;

    /** Packets and bytes of some time. */
    public record Sums(long packets, long bytes) {}

    /** Rows for {@code COPY} in CSV, and the names of their columns. */
    public record Rows(Path csv, List<String> columns) {}

    private LakeFlows(LakeSession session, int windowSeconds) {
        this.session = session;
        this.windowSeconds = windowSeconds;
    }

    /**
     * Opens the current snapshots.
     *
     * @param windowSeconds length of the windows of flows
     * @param from first second since the epoch of what will be read
     * @param to the first one after that
     * @param megabytes memory for DuckDB
     * @throws DuckDbMissingException if DuckDB is not on the class path
     * @throws LakeLimitException if too much would have to be fetched, or it takes too long
     * @throws DataAccessException with a sentence, if the lake cannot be read
     */
    public static LakeFlows open(LakePlace place, int windowSeconds, long from, long to, LakeWork work, int megabytes) {
        // A packet is up to a window later than its window.
        return new LakeFlows(LakeSession.open(place, from, to + windowSeconds, work, megabytes), windowSeconds);
    }

    /** Whether packets were stored as packets, of which the lake has neither round trips nor retransmissions. */
    public boolean hasPackets(long from, long to) {
        return session.has(LakeContent.PACKETS)
                && !sums(sumsOfPackets(), from, to, DAY_SECONDS).isEmpty();
    }

    private String sumsOfPackets() {
        return SUMS_OF_PACKETS.formatted(FlowSql.windowOfPacket(windowSeconds));
    }

    /**
     * What is there of some time, by the start of each hour or day, in seconds since the epoch.
     *
     * @param unitSeconds length of an hour or day
     */
    public Map<Long, Sums> sums(long from, long to, long unitSeconds) {
        List<String> parts = new ArrayList<>();
        if (session.has(LakeContent.FLOWS)) {
            parts.add(SUMS_OF_FLOWS);
        }
        if (session.has(LakeContent.PACKETS)) {
            parts.add(sumsOfPackets());
        }
        return parts.isEmpty() ? Map.of() : sums(String.join(" union all ", parts), from, to, unitSeconds);
    }

    private Map<Long, Sums> sums(String rows, long from, long to, long unitSeconds) {
        return session.run(SUMS.formatted(rows, unitSeconds, from, to), statement -> {
            Map<Long, Sums> sums = new TreeMap<>();
            ResultSet row = statement.getResultSet();
            while (row.next()) {
                sums.put(row.getLong(1), new Sums(row.getLong(2), row.getLong(3)));
            }
            return sums;
        });
    }

    /**
     * Writes flows, or what is left of them when they are aggregated as far as a question allows.
     *
     * @param most most rows
     * @throws LakeLimitException if these are too many rows, or it takes too long
     */
    public Rows write(FlowSelection selection, long most) {
        FlowSql sql = new FlowSql(selection, session.tables(), windowSeconds);
        Path csv = session.file("rows.csv");
        try {
            Files.deleteIfExists(csv);
            if (session.tables().isEmpty()) {
                Files.createFile(csv);
            } else {
                gather(selection, sql);
                write(sql, csv, most);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rows(csv, sql.names());
    }

    private void gather(FlowSelection selection, FlowSql sql) {
        session.run("drop table if exists " + FlowSql.GATHERED);
        session.run(sql.create());
        for (long from = selection.from(); from < selection.to(); ) {
            long to = Math.min(selection.to(), (Math.floorDiv(from, SLICE_SECONDS) + 1) * SLICE_SECONDS);
            Sql rows = sql.gather(from, to);
            session.run(rows.text(), rows.arguments(selection.values()));
            from = to;
        }
    }

    private void write(FlowSql sql, Path csv, long most) {
        String copy = sql.write(LakeSession.quoted(csv.toString()), most);
        if (session.run(copy, PreparedStatement::getLargeUpdateCount) > most) {
            throw LakeLimitException.tooManyRows(most);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}

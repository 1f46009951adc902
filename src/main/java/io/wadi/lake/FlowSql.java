package io.wadi.lake;

import io.wadi.database.Sql;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** DuckDB's statements that make flows, as PostgreSQL has them, of the rows of the lake. */
final class FlowSql {

    /** Rows that differ in what a question needs, of some hours each; then all of them are added up again. */
    static final String GATHERED = "gathered";

    private static final String SUMS =
            "sum(packets) as packets, sum(bytes) as bytes, sum(retransmissions) as retransmissions";

    private static final String SECOND = "make_timestamptz(%d000000)";

    private static final String OF_FLOWS = """
        select window_start, %1$s packets, bytes, retransmissions
        from flows
        where window_start >= %3$s and window_start < %4$s and (%2$s)""";

    private static final String OF_PACKETS = """
        select window_start, %1$s 1 as packets, bytes, 0 as retransmissions
        from (
            select *, %5$s as window_start
            from packets
            where "timestamp" >= %3$s and "timestamp" < %4$s + to_seconds(%6$d)
        ) as packets
        where window_start >= %3$s and window_start < %4$s and (%2$s)""";

    private static final String MERGED = """
        select window_start, %1$s %2$s, 1 as flows
        from (%3$s) as part
        group by window_start, src_ip, dst_ip, src_port, dst_port, transport, probe""";

    private static final String COLLAPSED = """
        select min(each.window_start) as window_start, %1$s %2$s, sum(flows) as flows
        from (%3$s) as each
        group by %4$s
        having count(*) > 0""";

    private static final long MOST = Long.MAX_VALUE;

    private final FlowSelection selection;
    private final EnumSet<FlowColumn> columns = EnumSet.noneOf(FlowColumn.class);
    private final Set<LakeContent> tables;
    private final int windowSeconds;

    /**
     * Statements.
     *
     * @param tables those that have rows
     */
    FlowSql(FlowSelection selection, Set<LakeContent> tables, int windowSeconds) {
        this.selection = selection;
        this.tables = tables;
        this.windowSeconds = windowSeconds;
        selection.columns().forEach(name -> columns.add(FlowColumn.named(name)));
    }

    /** The start of the window of a packet. */
    static String windowOfPacket(int windowSeconds) {
        return "make_timestamptz(epoch_us(\"timestamp\") // %1$d * %1$d)".formatted(windowSeconds * 1_000_000L);
    }

    /** Whether rows with the same key have to become one before they are aggregated further. */
    private boolean isMerged() {
        return selection.isEachFlow()
                || selection.countsFlows()
                || columns.stream().anyMatch(column -> !column.isKey());
    }

    /** Creates the empty table for {@link #gather}. */
    String create() {
        return "create table " + GATHERED + " as " + rows("true", 0, 0) + " limit 0";
    }

    /** Inserts the rows of some time, in seconds since the epoch. The condition has parameters. */
    Sql gather(long from, long to) {
        return new Sql("insert into " + GATHERED + " by name " + rows(selection.condition(), from, to));
    }

    private String rows(String condition, long from, long to) {
        String parts = parts(condition, SECOND.formatted(from), SECOND.formatted(to));
        String rows = isMerged()
                ? MERGED.formatted(list(columns, FlowColumn::merged), SUMS, parts)
                : "select *, 1 as flows from (" + parts + ") as part";
        return selection.isEachFlow() ? rows : collapsed(rows);
    }

    /** The rows of all hours in a file, at most one more than a number. */
    String write(String file, long most) {
        String rows = selection.isEachFlow() ? GATHERED : "(" + collapsed("select * from " + GATHERED) + ")";
        return "copy (select window_start, " + list(columns, FlowColumn::text)
                + "least(packets, %1$d), least(bytes, %1$d), least(retransmissions, %1$d), flows".formatted(MOST)
                + " from " + rows + " as gathered limit " + (most + 1) + ") to " + file + " (format csv, header false)";
    }

    /** The names of the columns in that file, in PostgreSQL. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("window_start"));
        columns.forEach(column -> names.add(column.title()));
        names.addAll(List.of("packets", "bytes", "retransmissions", "flows"));
        return names;
    }

    private String collapsed(String rows) {
        List<String> keys = new ArrayList<>();
        if (selection.bucketSeconds() > 0) {
            keys.add("(epoch_us(each.window_start) // 1000000 - %d) // %d"
                    .formatted(selection.bucketOrigin(), selection.bucketSeconds()));
        }
        columns.forEach(column -> keys.add(column.title()));
        return COLLAPSED.formatted(
                list(columns, FlowColumn::title), SUMS, rows, keys.isEmpty() ? "()" : String.join(", ", keys));
    }

    private String parts(String condition, String from, String to) {
        EnumSet<FlowColumn> needed = columns.clone();
        if (isMerged()) {
            needed.addAll(EnumSet.range(FlowColumn.SRC_IP, FlowColumn.PROBE));
            needed.addAll(EnumSet.of(FlowColumn.FIRST_SEEN, FlowColumn.LAST_SEEN));
        }
        List<String> parts = new ArrayList<>();
        if (tables.contains(LakeContent.FLOWS)) {
            parts.add(OF_FLOWS.formatted(list(needed, FlowColumn::ofFlow), condition, from, to));
        }
        if (tables.contains(LakeContent.PACKETS)) {
            String window = windowOfPacket(windowSeconds);
            parts.add(OF_PACKETS.formatted(
                    list(needed, FlowColumn::ofPacket), condition, from, to, window, windowSeconds));
        }
        return String.join("\nunion all ", parts);
    }

    private static String list(Set<FlowColumn> columns, Function<FlowColumn, String> sql) {
        return columns.stream().map(column -> sql.apply(column) + ", ").collect(Collectors.joining());
    }
}

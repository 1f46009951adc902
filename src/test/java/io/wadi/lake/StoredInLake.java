package io.wadi.lake;

import io.wadi.database.Jdbc;
import io.wadi.flow.ExportedPath;
import io.wadi.flow.FlowKey;
import io.wadi.flow.FlowRecord;
import io.wadi.flow.FlowRecordBatch;
import io.wadi.message.Attempt;
import io.wadi.message.OffsetRange;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.store.PartitionLog;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Stores the rows of table {@code flows} in the lake as well, in the parts in which they may have come. */
public final class StoredInLake {

    private static final String FLOWS = """
        select *, host(src_ip) as src, host(dst_ip) as dst, host(next_hop) as hop,
            (extract(epoch from rtt) * 1000000)::bigint as rtt_micros
        from flows where window_start < '%s' order by window_start, first_seen
        """;
    private static final String GROUP = "wadi-store-lake-flows";
    private static final int BATCH = 5_000;

    private final Random random;
    private final LakeStore store;
    private final List<FlowRecord> waiting = new ArrayList<>();
    private long next;

    private StoredInLake(LakePlace place, Random random) {
        this.random = random;
        Lake lake = new Lake(place, LakeContent.FLOWS);
        store = new LakeStore(lake);
        new SnapshotOffsets(lake)
                .load(GROUP, new TopicPartition("flows", 0), new PartitionLog("id", 0, Integer.MAX_VALUE, 3));
    }

    /** Stores the rows whose window begins before a time. */
    public static void store(DataSource database, Path folder, String before, Random random) {
        StoredInLake lake = new StoredInLake(new LakePlace(database, folder.toString()), random);
        Jdbc.template(database).query(FLOWS.formatted(before), lake::add);
        lake.flush();
    }

    private void add(ResultSet row) throws SQLException {
        long first = nanos(row, "first_seen");
        long last = nanos(row, "last_seen");
        int parts = last - first < 1_000_000 ? 1 : (int) Math.min(1 + random.nextInt(3), row.getLong("packets"));
        for (int part = 0; part < parts; part++) {
            waiting.add(part(row, part, parts, first, last));
        }
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    private static long nanos(ResultSet row, String column) throws SQLException {
        Instant time = row.getObject(column, OffsetDateTime.class).toInstant();
        return ChronoUnit.NANOS.between(Instant.EPOCH, time);
    }

    /** The last part has what the row has, except for what a flow takes from its first part. */
    private static FlowRecord part(ResultSet row, int part, int parts, long first, long last) throws SQLException {
        boolean isLast = part == parts - 1;
        boolean isFirst = part == 0;
        String transport = row.getString("transport");
        long step = (last - first) / parts / 1_000 * 1_000;
        long window = row.getObject("window_start", OffsetDateTime.class).toEpochSecond();
        return new FlowRecord(
                new FlowKey(
                        window,
                        IpAddress.parse(row.getString("src")),
                        IpAddress.parse(row.getString("dst")),
                        or(row, "src_port", Packet.NO_PORT),
                        or(row, "dst_port", Packet.NO_PORT),
                        transport,
                        row.getString("probe")),
                isFirst && !isLast ? transport : row.getString("protocol"),
                isLast ? row.getLong("packets") - parts + 1 : 1,
                isLast ? row.getLong("bytes") - parts + 1 : 1,
                isLast ? row.getInt("tcp_flags") : row.getInt("tcp_flags") & 2,
                first + part * step,
                isLast ? last : first + part * step + step / 2,
                row.getObject("rtt_micros") == null ? -1 : (row.getLong("rtt_micros") + part) * 1_000,
                isLast ? row.getLong("retransmissions") : 0,
                isLast || row.getString("name") == null ? row.getString("name") : "earlier.test",
                List.of(),
                row.getString("flow"),
                or(row, "vlan", 0),
                path(row, isLast));
    }

    private static ExportedPath path(ResultSet row, boolean isLast) throws SQLException {
        String hop = row.getString("hop");
        int change = isLast ? 0 : 1;
        int in = or(row, "in_interface", -1);
        return new ExportedPath(
                in < 0 ? in : in + change,
                or(row, "out_interface", -1),
                row.getString("in_interface_name"),
                row.getString("out_interface_name"),
                hop == null ? null : IpAddress.parse(hop),
                or(row, "exported_src_asn", -1),
                or(row, "exported_dst_asn", -1),
                or(row, "sampling", -1),
                or(row, "tos", -1),
                or(row, "exported_direction", -1),
                or(row, "end_reason", -1));
    }

    private static int or(ResultSet row, String column, int unknown) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? unknown : value;
    }

    private void flush() {
        LakeBatch<?> batch = new LakeBatch<>(LakeSchema.of(LakeContent.FLOWS), Runnable::run);
        OffsetRange range = new OffsetRange("flows", "id", 0, next, next + waiting.size(), 3);
        batch.add(new FlowRecordBatch(range, List.copyOf(waiting), List.of(), false, Attempt.ALL));
        store.store(batch, GROUP);
        next += waiting.size();
        waiting.clear();
    }
}

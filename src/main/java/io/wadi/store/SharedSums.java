package io.wadi.store;

import io.wadi.flow.CappedSum;
import io.wadi.flow.Flow;
import io.wadi.flow.FlowBatch;
import io.wadi.flow.FlowKey;
import io.wadi.geoip.GeoInfo;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;

/**
 * What a batch adds to the sums that several stores change: one sum for each hour, pair of hosts and protocol. The database
 * keeps no finer ones, so ports, windows and probes are added up here, where that is cheapest.
 */
final class SharedSums {

    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long NANOS_PER_MICRO = 1_000;

    private record Key(long hour, IpAddress src, IpAddress dst, String protocol) {}

    private static final class Sum {
        private long packets;
        private long bytes;
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;

        private void add(Flow flow) {
            packets = CappedSum.of(packets, flow.packets());
            bytes = CappedSum.of(bytes, flow.bytes());
            firstNanos = Math.min(firstNanos, flow.firstNanos());
            lastNanos = Math.max(lastNanos, flow.lastNanos());
        }
    }

    private final Map<Key, Sum> sums = new HashMap<>();

    private SharedSums() {}

    /** Adds the arrays of {@code store-flows.sql} that append the sums of a batch. */
    static void add(Columns columns, FlowBatch batch) {
        SharedSums sums = new SharedSums();
        batch.flows().forEach(sums::add);
        sums.write(columns, batch.places());
    }

    private void add(FlowKey key, Flow flow) {
        long hour = key.windowStart() - Math.floorMod(key.windowStart(), SECONDS_PER_HOUR);
        sums.computeIfAbsent(new Key(hour, key.src(), key.dst(), flow.protocol()), sum -> new Sum())
                .add(flow);
    }

    private void write(Columns columns, Map<IpAddress, GeoInfo> places) {
        List<Entry<Key, Sum>> rows = new ArrayList<>(sums.entrySet());
        int n = rows.size();
        columns.longs("sumHours", rows, n, row -> row.getKey().hour())
                .texts("sumSrcIps", rows, n, row -> row.getKey().src().toString())
                .texts("sumDstIps", rows, n, row -> row.getKey().dst().toString())
                .texts("sumProtocols", rows, n, row -> row.getKey().protocol())
                .longs("sumPackets", rows, n, row -> row.getValue().packets)
                .longs("sumBytes", rows, n, row -> row.getValue().bytes)
                .longs("sumFirstSeen", rows, n, row -> row.getValue().firstNanos / NANOS_PER_MICRO)
                .longs("sumLastSeen", rows, n, row -> row.getValue().lastNanos / NANOS_PER_MICRO);
        place(columns, "sumSrc", rows, places, Key::src);
        place(columns, "sumDst", rows, places, Key::dst);
    }

    private static void place(
            Columns columns,
            String end,
            List<Entry<Key, Sum>> rows,
            Map<IpAddress, GeoInfo> places,
            Function<Key, IpAddress> address) {
        Function<Entry<Key, Sum>, GeoInfo> place =
                row -> places.getOrDefault(address.apply(row.getKey()), GeoInfo.NONE);
        columns.texts(end + "Countries", rows, rows.size(), row -> place.apply(row)
                        .countryCode())
                .boxed(end + "Asns", new Long[rows.size()], rows, row -> place.apply(row)
                        .asn());
    }
}

package io.wadi.store;

import io.wadi.flow.Flow;
import io.wadi.flow.FlowBatch;
import io.wadi.flow.FlowKey;
import io.wadi.flow.NamedAddress;
import io.wadi.geoip.GeoInfo;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The bean {@code flow-rows}: a batch of flows as parameters of {@code store-flows.sql}. Rows are sorted by key, so
 * two writers take locks in the same order.
 */
public final class FlowRows {

    private static final long NANOS_PER_MICRO = 1000;
    private static final long UNKNOWN = -1;
    private static final int NEVER = -1;
    private static final int COLUMNS = 22;

    /** The parameters of the statement by name. */
    public Map<String, Object> parameters(FlowBatch batch) {
        List<Entry<FlowKey, Flow>> rows = sorted(batch.flows());
        return parametersOf(batch, rows);
    }

    /**
     * The parameters by name for a batch of which the statement stores some flows itself; the sums get all.
     *
     * @param stored the flows that the statement adds to table {@code flows}, sorted
     */
    static Map<String, Object> parametersOf(FlowBatch batch, List<Entry<FlowKey, Flow>> stored) {
        Columns columns = new Columns().range(batch.range(), batch.packets(), batch.dead());
        flows(columns, batch, stored);
        facts(columns, stored);
        ExportedColumns.add(columns, stored);
        SharedSums.add(columns, batch);
        probes(columns, batch);
        names(columns, batch);
        places(columns, batch);
        return columns.parameters();
    }

    static <K extends Comparable<K>, V> List<Entry<K, V>> sorted(Map<K, V> rows) {
        return rows.entrySet().stream().sorted(Entry.comparingByKey()).toList();
    }

    private static void flows(Columns columns, FlowBatch batch, List<Entry<FlowKey, Flow>> rows) {
        int n = rows.size();
        columns.days(rows, row -> row.getKey().windowStart())
                .longs("windowStarts", rows, n, row -> row.getKey().windowStart())
                .texts("srcIps", rows, n, row -> row.getKey().src().toString())
                .texts("dstIps", rows, n, row -> row.getKey().dst().toString())
                .texts("protocols", rows, n, row -> row.getValue().protocol())
                .longs("flowPackets", rows, n, row -> row.getValue().packets())
                .longs("flowBytes", rows, n, row -> row.getValue().bytes())
                .longs("firstSeen", rows, n, row -> row.getValue().firstNanos() / NANOS_PER_MICRO)
                .longs("lastSeen", rows, n, row -> row.getValue().lastNanos() / NANOS_PER_MICRO);
        place(columns, "src", rows, batch, FlowKey::src);
        place(columns, "dst", rows, batch, FlowKey::dst);
    }

    private static void facts(Columns columns, List<Entry<FlowKey, Flow>> rows) {
        int n = rows.size();
        columns.ints("srcPorts", rows, n, row -> row.getKey().srcPort())
                .ints("dstPorts", rows, n, row -> row.getKey().dstPort())
                .texts("transports", rows, n, row -> row.getKey().transport())
                .texts("probes", rows, n, row -> row.getKey().probe())
                .ints("tcpFlags", rows, n, row -> row.getValue().tcpFlags())
                .longs("rtts", rows, n, row -> rttMicros(row.getValue()))
                .longs("retransmissions", rows, n, row -> row.getValue().retransmissions())
                .texts("names", rows, n, row -> row.getValue().name())
                .texts("flowIds", rows, n, row -> row.getValue().flow())
                .ints("vlans", rows, n, row -> row.getValue().vlan());
    }

    /**
     * Rows for {@code copy-flows.sql}, or {@code copy-exported-flows.sql} if they are exported.
     *
     * @param batch has their places
     * @param isExported whether the rows have the columns of exporters
     */
    static BinaryCopy copy(FlowBatch batch, List<Entry<FlowKey, Flow>> rows, boolean isExported) {
        BinaryCopy copy = new BinaryCopy();
        int columns = isExported ? COLUMNS + ExportedColumns.COUNT : COLUMNS;
        for (Entry<FlowKey, Flow> row : rows) {
            write(copy.row(columns), row.getKey(), row.getValue(), batch);
            if (isExported) {
                ExportedColumns.write(copy, row);
            }
        }
        return copy.end();
    }

    private static void write(BinaryCopy copy, FlowKey key, Flow flow, FlowBatch batch) {
        GeoInfo src = batch.places().getOrDefault(key.src(), GeoInfo.NONE);
        GeoInfo dst = batch.places().getOrDefault(key.dst(), GeoInfo.NONE);
        copy.timestamp(TimeUnit.SECONDS.toMicros(key.windowStart()))
                .inet(key.src())
                .inet(key.dst())
                .integer(key.srcPort(), Packet.NO_PORT)
                .integer(key.dstPort(), Packet.NO_PORT)
                .text(key.transport())
                .text(key.probe())
                .text(flow.protocol())
                .bigint(flow.packets())
                .bigint(flow.bytes())
                .smallint(flow.tcpFlags(), NEVER)
                .timestamp(flow.firstNanos() / NANOS_PER_MICRO)
                .timestamp(flow.lastNanos() / NANOS_PER_MICRO)
                .interval(rttMicros(flow), UNKNOWN)
                .bigint(flow.retransmissions())
                .text(flow.name())
                .text(flow.flow())
                .text(src.countryCode())
                .text(dst.countryCode())
                .bigint(src.asn())
                .bigint(dst.asn())
                .smallint(flow.vlan(), Flow.NO_VLAN);
    }

    private static long rttMicros(Flow flow) {
        return flow.rttNanos() < 0 ? UNKNOWN : flow.rttNanos() / NANOS_PER_MICRO;
    }

    /** Adds country and AS number of one address as of now: a later GeoIP database does not change stored flows. */
    private static void place(
            Columns columns,
            String end,
            List<Entry<FlowKey, Flow>> rows,
            FlowBatch batch,
            Function<FlowKey, IpAddress> address) {
        Function<Entry<FlowKey, Flow>, GeoInfo> place =
                row -> batch.places().getOrDefault(address.apply(row.getKey()), GeoInfo.NONE);
        columns.texts(end + "Countries", rows, rows.size(), row -> place.apply(row)
                        .countryCode())
                .boxed(end + "Asns", new Long[rows.size()], rows, row -> place.apply(row)
                        .asn());
    }

    private static void probes(Columns columns, FlowBatch batch) {
        Map<String, Long> packets = batch.packetsByProbe();
        columns.texts("probesOfBatch", packets.keySet(), packets.size(), probe -> probe)
                .longs("packetsOfProbes", packets.values(), packets.size(), count -> count);
    }

    private static void names(Columns columns, FlowBatch batch) {
        List<Entry<IpAddress, NamedAddress>> rows = sorted(batch.names());
        columns.texts("namedIps", rows, rows.size(), row -> row.getKey().toString())
                .texts("namesOfIps", rows, rows.size(), row -> row.getValue().name())
                .texts("nameSources", rows, rows.size(), row -> row.getValue()
                        .source()
                        .label());
    }

    private static void places(Columns columns, FlowBatch batch) {
        List<Entry<IpAddress, GeoInfo>> rows = sorted(batch.places());
        int n = rows.size();
        columns.texts("places", rows, n, row -> row.getKey().toString())
                .texts("countryCodes", rows, n, row -> row.getValue().countryCode())
                .texts("countryNames", rows, n, row -> row.getValue().countryName())
                .texts("cities", rows, n, row -> row.getValue().city())
                .boxed("latitudes", new Double[n], rows, row -> row.getValue().latitude())
                .boxed("longitudes", new Double[n], rows, row -> row.getValue().longitude())
                .boxed("asns", new Long[n], rows, row -> row.getValue().asn())
                .texts("organizations", rows, n, row -> row.getValue().organization())
                .texts("databaseDates", rows, n, FlowRows::databaseDate);
    }

    private static String databaseDate(Entry<IpAddress, GeoInfo> row) {
        return Objects.toString(row.getValue().databaseDate(), null);
    }
}

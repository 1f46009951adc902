package io.wadi.netflow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was received from an exporter by one protocol, over all of its streams. An exporter that restarts often sends from
 * another port, and then has one stream more.
 *
 * @param name its name
 * @param protocol the protocol
 * @param streams its streams: ports and observation domains
 * @param datagrams as in {@link ExporterReport}, like the others
 * @param records records read
 * @param lost records or datagrams that are missing in its sequence numbers
 * @param sinceNanos arrival of its first datagram
 * @param seenNanos arrival of its last datagram
 */
public record ExporterTotals(
        String name,
        ExportProtocol protocol,
        int streams,
        long datagrams,
        long records,
        long lost,
        long sinceNanos,
        long seenNanos) {

    private record Key(String name, ExportProtocol protocol) {}

    /** The totals of streams, in the order in which their exporters come. */
    public static List<ExporterTotals> of(Collection<ExporterReport> streams) {
        Map<Key, ExporterTotals> totals = new LinkedHashMap<>();
        streams.forEach(stream -> totals.merge(
                new Key(stream.exporter().name(), stream.exporter().protocol()), of(stream), ExporterTotals::plus));
        return List.copyOf(totals.values());
    }

    private static ExporterTotals of(ExporterReport stream) {
        return new ExporterTotals(
                stream.exporter().name(),
                stream.exporter().protocol(),
                1,
                stream.datagrams(),
                stream.records(),
                stream.lost(),
                stream.sinceNanos(),
                stream.seenNanos());
    }

    private ExporterTotals plus(ExporterTotals more) {
        return new ExporterTotals(
                name,
                protocol,
                streams + more.streams,
                datagrams + more.datagrams,
                records + more.records,
                lost + more.lost,
                Math.min(sinceNanos, more.sinceNanos),
                Math.max(seenNanos, more.seenNanos));
    }

    /**
     * The share of what the exporter has sent that was received, by its sequence numbers, in percent: rounded to 0.1, but
     * below 100 if something is lost. The queries of the API, Grafana and Power BI round the same way.
     */
    public double completePercent() {
        return lost == 0 ? 100 : Math.min(99.9, Math.round(1000.0 * received() / (received() + lost)) / 10.0);
    }

    /** The share of what the exporter has sent that is missing, by its sequence numbers: 0–1. */
    public double missing() {
        return lost == 0 ? 0 : (double) lost / (received() + lost);
    }

    /** What the exporter numbers: records (NetFlow v5, IPFIX) or datagrams (NetFlow v9, sFlow). */
    private long received() {
        return protocol == ExportProtocol.V5 || protocol == ExportProtocol.IPFIX ? records : datagrams;
    }
}

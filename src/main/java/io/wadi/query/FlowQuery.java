package io.wadi.query;

import io.wadi.filter.FlowFilter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * A validated query.
 *
 * @param range time range of the query
 * @param host an address as text, or null for all addresses
 * @param protocol name of a protocol, or null for all protocols
 * @param country an ISO 3166-1 alpha-2 code, or null for all countries
 * @param asn number of an autonomous system, or null for all
 * @param probe name of a probe or exporter, or null for all
 * @param once whether a flow that several probes report counts once, as the one reports it that saw most of its packets
 * @param networkInterface SNMP index of an interface of the exporter, or null for all; only with a probe
 * @param filter which flows count, besides
 * @param limit most rows of the answer
 */
public record FlowQuery(
        TimeRange range,
        String host,
        String protocol,
        String country,
        Long asn,
        String probe,
        boolean once,
        Long networkInterface,
        FlowFilter filter,
        int limit) {

    /** A query of all flows of a range. */
    public static FlowQuery all(TimeRange range, int limit) {
        return new FlowQuery(range, null, null, null, null, null, false, null, FlowFilter.ALL, limit);
    }

    /**
     * The same query for flows that match a filter.
     *
     * @param text the filter, in the language of {@code docs/explore.md}
     * @throws QueryException if it is invalid, or needs flows that are not stored for the range
     */
    public FlowQuery filtered(String text, Instant now, FlowDetail detail) {
        FlowFilter flows = Filters.read(text);
        TimeRange time = Filters.range(flows, range, now, detail);
        return new FlowQuery(time, host, protocol, country, asn, probe, once, networkInterface, flows, limit);
    }

    /**
     * The same query for flows that match a further filter: those that its user may see.
     *
     * @throws QueryException if it needs flows that are not stored for the range, or counts flows once and the filter may tell
     *     reports of one flow apart
     */
    public FlowQuery narrowed(FlowFilter further, Instant now, FlowDetail detail) {
        if (further == FlowFilter.ALL) {
            return this;
        }
        Filters.checkOnce(once, further);
        FlowFilter both = filter.and(further);
        TimeRange time = Filters.range(both, range, now, detail);
        return new FlowQuery(time, host, protocol, country, asn, probe, once, networkInterface, both, limit);
    }

    /** Whether only windows answer it, and not sums by hour and day. */
    private boolean isDetailed() {
        return probe != null || once || filter.detailed().isPresent();
    }

    private boolean isOfAllTraffic() {
        return equals(all(range, limit));
    }

    /** The parameters of the statements in {@code sql/api}. */
    public Map<String, Object> sqlParameters() {
        Map<String, Object> parameters = new HashMap<>(filter.values());
        parameters.put("from", OffsetDateTime.ofInstant(range.from(), ZoneOffset.UTC));
        parameters.put("to", OffsetDateTime.ofInstant(range.to(), ZoneOffset.UTC));
        parameters.put("fromSeconds", range.fromSecond());
        parameters.put("toSeconds", range.toSecond());
        parameters.put("coarsest", (isDetailed() ? Grain.MINUTE : Grain.DAY).word());
        parameters.put("grainByTime", range.grainByTime().word());
        parameters.put("isByProtocol", isOfAllTraffic() && range.grainByTime() == Grain.HOUR);
        parameters.put("bucket", range.bucketSeconds());
        parameters.put("window", range.windowSeconds());
        parameters.put("isSpread", range.isSpread());
        parameters.put("lastBucket", range.toSecond() - 1);
        parameters.put("host", host);
        parameters.put("protocol", protocol);
        parameters.put("country", country);
        parameters.put("asn", asn);
        parameters.put("probe", probe);
        parameters.put("once", once);
        parameters.put("interface", networkInterface);
        parameters.put("limit", limit);
        return parameters;
    }
}

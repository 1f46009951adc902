package io.wadi.query;

import io.wadi.filter.AddressText;
import io.wadi.filter.FieldKind;
import io.wadi.filter.FlowFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as the user typed it.
 *
 * @param range its time range
 * @param host an IP address
 * @param protocol name of a protocol
 * @param country two letters, ISO 3166-1 alpha-2
 * @param asn number of an autonomous system, also with AS before it
 * @param probe name of a probe or exporter
 * @param once true or false
 * @param networkInterface SNMP index of an interface of the exporter
 * @param filter a filter, in the language of {@code docs/explore.md}
 * @param limit most rows of an answer, from 1 to {@value #HIGHEST_LIMIT}
 */
public record QueryText(
        RangeText range,
        Optional<String> host,
        Optional<String> protocol,
        Optional<String> country,
        Optional<String> asn,
        Optional<String> probe,
        Optional<String> once,
        Optional<String> networkInterface,
        Optional<String> filter,
        Optional<String> limit) {

    /** The names of its parts. */
    public static final Set<String> NAMES = Set.of(
            "last",
            "from",
            "to",
            "host",
            "protocol",
            "country",
            "asn",
            "probe",
            "once",
            "interface",
            "filter",
            "limit");

    /** Most rows of an answer. */
    public static final int HIGHEST_LIMIT = 1_000;

    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int USUAL_LIMIT = 50;
    private static final Duration LONGEST_OF_PROBES = Duration.ofHours(24);
    private static final int LONGEST_PROBE = 500;
    private static final long HIGHEST_ASN = 0xffff_ffffL;
    private static final Pattern ASN = Pattern.compile("(?:AS)?([0-9]{1,10})", Pattern.CASE_INSENSITIVE);
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,10}");

    /** Reads each part by its name. */
    public static QueryText of(Function<String, Optional<String>> parts) {
        RangeText range = new RangeText(parts.apply("last"), parts.apply("from"), parts.apply("to"));
        return new QueryText(
                range,
                parts.apply("host"),
                parts.apply("protocol"),
                parts.apply("country"),
                parts.apply("asn"),
                parts.apply("probe"),
                parts.apply("once"),
                parts.apply("interface"),
                parts.apply("filter"),
                parts.apply("limit"));
    }

    /**
     * Validates the query. The default is the last hour and {@value #USUAL_LIMIT} rows.
     *
     * @param detail time resolution of the stored flows
     * @throws QueryException if the query is invalid
     */
    public FlowQuery query(Instant now, FlowDetail detail) {
        TimeRange time = range.range(now, detail, USUAL_RANGE);
        String oneProbe = probe.map(QueryText::probe).orElse(null);
        boolean countOnce = once.map(QueryText::once).orElse(false);
        FlowFilter flows = filter.map(Filters::read).orElse(FlowFilter.ALL);
        if (oneProbe != null || countOnce) {
            time = windows(time, now, detail);
        } else {
            time = Filters.range(flows, time, now, detail);
        }
        return new FlowQuery(
                time,
                host.map(QueryText::address).orElse(null),
                protocol.map(QueryText::protocol).orElse(null),
                country.map(QueryText::country).orElse(null),
                asn.map(QueryText::asn).orElse(null),
                oneProbe,
                countOnce,
                networkInterface.map(text -> index(text, oneProbe)).orElse(null),
                flows,
                limit.map(QueryText::limit).orElse(USUAL_LIMIT));
    }

    private static String address(String text) {
        if (!AddressText.isAddress(text)) {
            throw new QueryException("Parameter host is not an IP address; example: host=192.0.2.1");
        }
        return text;
    }

    private static String protocol(String text) {
        if (!FieldKind.isProtocol(text)) {
            throw new QueryException("Parameter protocol is not the name of a protocol; example: protocol=TLS");
        }
        return text;
    }

    private static String country(String text) {
        if (!FieldKind.isCountry(text)) {
            throw new QueryException("Parameter country must be two letters (ISO 3166-1), for example country=DE");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    /** Windows are many, so a query that cannot use sums has a shorter range. */
    private static TimeRange windows(TimeRange range, Instant now, FlowDetail detail) {
        if (Duration.between(range.from(), range.to()).compareTo(LONGEST_OF_PROBES) > 0) {
            throw new QueryException("Parameters probe and once need a range of at most 24 hours");
        }
        if (detail.finest(range.from(), now) != Grain.MINUTE) {
            throw new NotStoredException(
                    "Parameters probe and once need flows that are no longer stored for this range; see "
                            + "setting wadi.retention.flow-days" + detail.hint());
        }
        return range.inWindows(detail);
    }

    private static Long asn(String text) {
        Matcher number = ASN.matcher(text);
        if (!number.matches() || Long.parseLong(number.group(1)) > HIGHEST_ASN) {
            throw new QueryException("Parameter asn must be the number of an autonomous system, for example asn=64500");
        }
        return Long.valueOf(number.group(1));
    }

    private static String probe(String text) {
        if (text.length() > LONGEST_PROBE || text.indexOf('\0') >= 0) {
            throw new QueryException("Parameter probe must have at most " + LONGEST_PROBE + " characters");
        }
        return text;
    }

    private static Long index(String text, String probe) {
        if (!INDEX.matcher(text).matches()) {
            throw new QueryException("Parameter interface must be the number of an interface, for example interface=3");
        }
        if (probe == null) {
            throw new QueryException("Parameter interface needs parameter probe, whose interface it is");
        }
        return Long.valueOf(text);
    }

    /**
     * Reads whether flows count once.
     *
     * @throws QueryException if the text is neither true nor false
     */
    static boolean once(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new QueryException("Parameter once must be true or false");
        }
        return text.equals("true");
    }

    /**
     * Reads the most rows of an answer.
     *
     * @throws QueryException if the text is no integer from 1 to {@value #HIGHEST_LIMIT}
     */
    static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw new QueryException("Parameter limit must be an integer from 1 to " + HIGHEST_LIMIT);
    }
}

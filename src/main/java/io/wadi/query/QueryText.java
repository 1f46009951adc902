package io.wadi.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A query as the user typed it.
 *
 * @param range its time range
 * @param host an IP address
 * @param protocol name of a protocol
 * @param country two letters, ISO 3166-1 alpha-2
 * @param limit most rows of an answer, from 1 to {@value #HIGHEST_LIMIT}
 */
public record QueryText(
        RangeText range,
        Optional<String> host,
        Optional<String> protocol,
        Optional<String> country,
        Optional<String> limit) {

    /** The names of its parts. */
    public static final Set<String> NAMES = Set.of("last", "from", "to", "host", "protocol", "country", "limit");

    /** Most rows of an answer. */
    public static final int HIGHEST_LIMIT = 1_000;

    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int USUAL_LIMIT = 50;
    private static final Pattern PROTOCOL = Pattern.compile("[\\p{Alnum}][\\p{Alnum} ._/+-]{0,39}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    /** Reads each part by its name. */
    public static QueryText of(Function<String, Optional<String>> parts) {
        RangeText range = new RangeText(parts.apply("last"), parts.apply("from"), parts.apply("to"));
        return new QueryText(
                range, parts.apply("host"), parts.apply("protocol"), parts.apply("country"), parts.apply("limit"));
    }

    /**
     * Validates the query. The default is the last hour and {@value #USUAL_LIMIT} rows.
     *
     * @param detail time resolution of the stored flows
     * @throws QueryException if the query is invalid
     */
    public FlowQuery query(Instant now, FlowDetail detail) {
        return new FlowQuery(
                range.range(now, detail, USUAL_RANGE),
                host.map(AddressText::checked).orElse(null),
                protocol.map(QueryText::protocol).orElse(null),
                country.map(QueryText::country).orElse(null),
                limit.map(QueryText::limit).orElse(USUAL_LIMIT));
    }

    private static String protocol(String text) {
        if (!isProtocol(text)) {
            throw new QueryException("Parameter protocol is not the name of a protocol; example: protocol=TLS");
        }
        return text;
    }

    private static String country(String text) {
        if (!isCountry(text)) {
            throw new QueryException("Parameter country must be two letters (ISO 3166-1), for example country=DE");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    /** Whether the text can be the name of a protocol. */
    static boolean isProtocol(String text) {
        return PROTOCOL.matcher(text).matches();
    }

    /** Whether the text can be the code of a country. */
    static boolean isCountry(String text) {
        return COUNTRY.matcher(text).matches();
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

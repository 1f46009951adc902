package io.wadi.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * The bean {@code api-parameters}: turns the query of a request into the parameters of a statement, and refuses what
 * makes no sense. Thread-safe.
 */
public final class ApiParameters {

    /** The exchange property that holds the {@link ApiQuery} from then on. */
    static final String QUERY = "ApiQuery";

    private static final Set<String> NAMES =
            new TreeSet<>(Set.of("last", "from", "to", "host", "protocol", "country", "limit"));
    private static final int LIMIT = 50;
    private static final int HIGHEST_LIMIT = 1_000;
    private static final Pattern PROTOCOL = Pattern.compile("[\\p{Alnum}][\\p{Alnum} ._/+-]{0,39}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    private final Clock clock;
    private final FlowDetail detail;

    /**
     * Reads requests by a clock.
     *
     * @param detail how finely the tables tell the time of flows
     */
    public ApiParameters(Clock clock, FlowDetail detail) {
        this.clock = clock;
        this.detail = detail;
    }

    /**
     * Reads a request, keeps it in the exchange, and answers the parameters for {@code sql/api}.
     *
     * @throws ApiRefusal when it makes no sense
     */
    public Map<String, Object> read(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        ApiQuery query = parse(rawQuery);
        exchange.setProperty(QUERY, query);
        return query.sqlParameters();
    }

    /**
     * As {@link #read}, for what is about one host.
     *
     * @throws ApiRefusal also when no host is named
     */
    public Map<String, Object> readHost(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        Map<String, Object> parameters = read(rawQuery, exchange);
        if (parameters.get("host") == null) {
            throw new ApiRefusal("Parameter host is missing: the address that this is about");
        }
        return parameters;
    }

    /**
     * Reads a query as it stands in an address after the question mark.
     *
     * @throws ApiRefusal when it makes no sense
     */
    public ApiQuery parse(String rawQuery) {
        QueryString query = new QueryString(rawQuery, NAMES);
        Instant now = clock.instant();
        RangeText text = new RangeText(query.get("last"), query.get("from"), query.get("to"));
        return new ApiQuery(
                text.range(now, detail),
                query.get("host").map(AddressText::checked).orElse(null),
                query.get("protocol").map(ApiParameters::protocol).orElse(null),
                query.get("country").map(ApiParameters::country).orElse(null),
                query.get("limit").map(ApiParameters::limit).orElse(LIMIT));
    }

    private static String protocol(String text) {
        if (!PROTOCOL.matcher(text).matches()) {
            throw new ApiRefusal("Parameter protocol is no protocol's name; say for example protocol=TLS");
        }
        return text;
    }

    private static String country(String text) {
        if (!COUNTRY.matcher(text).matches()) {
            throw new ApiRefusal("Parameter country is to be two letters (ISO 3166-1), for example country=DE");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw new ApiRefusal("Parameter limit is to be a number from 1 to " + HIGHEST_LIMIT);
    }
}

package io.wadi.web;

import io.wadi.filter.FlowFilter;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.QueryException;
import io.wadi.query.QueryText;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * The bean {@code api-parameters}: converts the query of a request into the parameters of a statement, and rejects
 * invalid ones. Thread-safe.
 */
public final class ApiParameters {

    /** The exchange property that holds the {@link FlowQuery} from then on. */
    static final String QUERY = "ApiQuery";

    /** The exchange property with the name of the statement in {@code sql/api}. */
    private static final String STATEMENT = "ApiStatement";

    /** The exchange property with the text of the statement, if the query has a filter. */
    private static final String SQL = "ApiSql";

    /** Statements that read no flows, and have another one for users who may see a part of them only. */
    private static final Set<String> OF_PART = Set.of("host", "extent");

    private static final Set<String> NAMES = new TreeSet<>(QueryText.NAMES);

    private final Clock clock;
    private final Supplier<FlowDetail> detail;

    /**
     * Creates the bean.
     *
     * @param detail time resolution of the stored flows, which is read for each request
     */
    public ApiParameters(Clock clock, Supplier<FlowDetail> detail) {
        this.clock = clock;
        this.detail = detail;
    }

    /**
     * Reads a request, stores the query in the exchange, and returns the parameters for {@code sql/api}.
     *
     * @throws ApiRefusal if the request is invalid
     */
    public Map<String, Object> read(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        FlowFilter allowed = FilteredUser.filterOf(exchange);
        FlowQuery query = parse(rawQuery, allowed);
        String name = exchange.getProperty(STATEMENT, String.class);
        boolean isOfPart = allowed != FlowFilter.ALL && OF_PART.contains(name);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(SQL, filtered(isOfPart ? name + "-of-part" : name, query));
        return query.sqlParameters();
    }

    /**
     * The text of a statement in {@code sql/api} in the syntax of a header of {@code sql:}, if the query has a filter;
     * otherwise null, and the endpoint's own statement runs.
     */
    private static String filtered(String name, FlowQuery query) {
        if (query.filter() == FlowFilter.ALL) {
            return null;
        }
        if (name == null) {
            throw new ApiRefusal("Parameter filter cannot be used here: the route does not name its statement");
        }
        try {
            return FlowFigures.statement(name, query.filter()).replace(":#", ":?");
        } catch (QueryException e) {
            throw new ApiRefusal(e.getMessage());
        }
    }

    /**
     * Like {@link #read}, for statements about one host.
     *
     * @throws ApiRefusal also if no host is given
     */
    public Map<String, Object> readHost(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        Map<String, Object> parameters = read(rawQuery, exchange);
        if (parameters.get("host") == null) {
            throw new ApiRefusal("Parameter host is missing: it is the address of the host to look up");
        }
        return parameters;
    }

    /**
     * Like {@link #read}, for statements about one exporter.
     *
     * @throws ApiRefusal also if no probe is given
     */
    public Map<String, Object> readProbe(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        Map<String, Object> parameters = read(rawQuery, exchange);
        if (parameters.get("probe") == null) {
            throw new ApiRefusal("Parameter probe is missing: it is the name of the exporter to look up");
        }
        return parameters;
    }

    /**
     * Parses the query of a URL, without the question mark.
     *
     * @throws ApiRefusal if the query is invalid
     */
    public FlowQuery parse(String rawQuery) {
        return parse(rawQuery, FlowFilter.ALL);
    }

    private FlowQuery parse(String rawQuery, FlowFilter allowed) {
        QueryText text = QueryText.of(new QueryString(rawQuery, NAMES)::get);
        Instant now = clock.instant();
        FlowDetail stored = detail.get();
        try {
            return text.query(now, stored).narrowed(allowed, now, stored);
        } catch (QueryException e) {
            throw new ApiRefusal(e.getMessage());
        }
    }
}

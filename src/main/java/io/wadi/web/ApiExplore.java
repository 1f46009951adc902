package io.wadi.web;

import io.wadi.lake.LakeWork;
import io.wadi.query.Explorer;
import io.wadi.query.Findings;
import io.wadi.query.FlowDetail;
import io.wadi.query.LakeAwayException;
import io.wadi.query.QueryException;
import io.wadi.query.QuestionText;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** The bean {@code api-explore}: answers questions about the traffic. Thread-safe. */
public final class ApiExplore {

    private static final Set<String> NAMES = new TreeSet<>(QuestionText.NAMES);

    private final Clock clock;
    private final Supplier<FlowDetail> detail;
    private final Explorer explorer;

    /**
     * Creates the bean.
     *
     * @param detail time resolution of the stored flows, which is read for each request
     */
    public ApiExplore(Clock clock, Supplier<FlowDetail> detail, Explorer explorer) {
        this.clock = clock;
        this.detail = detail;
        this.explorer = explorer;
    }

    /**
     * Answers a request.
     *
     * @throws ApiRefusal if the request is invalid
     */
    public Findings answer(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery, Exchange exchange) {
        QuestionText text = QuestionText.of(new QueryString(rawQuery, NAMES)::get);
        LakeWork work = Explorer.work();
        HttpMessage request = exchange.getMessage(HttpMessage.class);
        if (request != null) {
            request.getResponse().closeHandler(closed -> work.cancel());
        }
        try {
            return explorer.answer(text.question(clock.instant(), detail.get(), FilteredUser.filterOf(exchange)), work);
        } catch (QueryException e) {
            throw new ApiRefusal(e.getMessage());
        } catch (LakeAwayException e) {
            throw ApiRefusal.unavailable(e.getMessage());
        }
    }
}

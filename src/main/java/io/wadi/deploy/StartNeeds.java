package io.wadi.deploy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Looks for what the routes of a file need when they start: topics, captures, interfaces and ports. This is before any of
 * them starts, because the routes before a failing one would act.
 */
final class StartNeeds {

    private final TopicCheck topics;
    private final UnaryOperator<String> placeholders;

    /** Creates a check; {@code placeholders} resolves settings. */
    StartNeeds(TopicCheck topics, UnaryOperator<String> placeholders) {
        this.topics = topics;
        this.placeholders = placeholders;
    }

    /** What is not there. */
    List<RouteProblem> missing(RouteFile file) {
        RouteProblems captures = new RouteProblems(file.name());
        new CaptureCheck(placeholders, captures, captures).check(new OutlineReader().read(file));
        return Stream.concat(
                        topics.check(file).stream(), captures.list().stream().map(RouteProblem::atStart))
                .toList();
    }
}

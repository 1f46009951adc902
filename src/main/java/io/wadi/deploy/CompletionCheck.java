package io.wadi.deploy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.support.CamelContextHelper;

/** The conditions of an aggregation that complete its groups, which Camel compares only when the route starts. */
final class CompletionCheck {

    private final CamelContext camel;

    /** Creates a check; {@code camel} resolves settings. */
    CompletionCheck(CamelContext camel) {
        this.camel = camel;
    }

    /** A sentence on conditions with which the route does not start; empty if there is nothing wrong. */
    Optional<String> problem(AggregateDefinition step) {
        if (step.getCompletionTimeoutCheckerInterval() != null
                && !isPositive(step.getCompletionTimeoutCheckerInterval())) {
            return Optional.of("completionTimeoutCheckerInterval is " + step.getCompletionTimeoutCheckerInterval()
                    + "; it must be at least 1");
        }
        if (isPositive(step.getCompletionTimeout()) && isPositive(step.getCompletionInterval())) {
            return Optional.of("aggregate has completionTimeout and completionInterval; it can have one of them");
        }
        return completes(step) ? Optional.empty() : never(step);
    }

    private boolean completes(AggregateDefinition step) {
        return isPositive(step.getCompletionSize())
                || isPositive(step.getCompletionTimeout())
                || isPositive(step.getCompletionInterval())
                || step.getCompletionPredicate() != null
                || step.getCompletionSizeExpression() != null
                || step.getCompletionTimeoutExpression() != null
                || isTrue(step.getCompletionFromBatchConsumer())
                || isTrue(step.getCompletionOnNewCorrelationGroup());
    }

    private static Optional<String> never(AggregateDefinition step) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("completionSize", step.getCompletionSize());
        given.put("completionTimeout", step.getCompletionTimeout());
        given.put("completionInterval", step.getCompletionInterval());
        String numbers = given.entrySet().stream()
                .filter(option -> option.getValue() != null)
                .map(option -> option.getKey() + " is " + option.getValue() + "; it must be at least 1")
                .collect(Collectors.joining("; "));
        return Optional.of("aggregate never completes a group: "
                + (numbers.isEmpty()
                        ? "completionFromBatchConsumer is " + step.getCompletionFromBatchConsumer()
                                + "; it must be true"
                        : numbers));
    }

    /** A number of messages, or a time. */
    private boolean isPositive(String value) {
        Duration duration = CamelContextHelper.parseDuration(camel, value);
        return duration != null && duration.toMillis() > 0;
    }

    private boolean isTrue(String value) {
        return Boolean.TRUE.equals(CamelContextHelper.parseBoolean(camel, value));
    }
}

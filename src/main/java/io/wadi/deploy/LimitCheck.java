package io.wadi.deploy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Values of options that Camel refuses only when a route starts, in words that name no option, or with which nothing is read. */
final class LimitCheck {

    private static final String CONSUMERS = "consumersCount";

    /** Options that must be at least 1. */
    private static final Set<String> COUNTS = Set.of(
            "concurrentConsumers",
            CONSUMERS,
            "maxPollRecords",
            "pollTimeoutMs",
            "commitTimeoutMs",
            "batchingIntervalMs");

    /** Each consumer of Kafka has threads and buffers, from the start of its route. */
    private static final BigInteger MOST_CONSUMERS = BigInteger.valueOf(64);

    private static final String METHODS = "httpMethodRestrict";

    private static final Set<String> METHOD =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH");

    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code placeholders} resolves settings. */
    LimitCheck(UnaryOperator<String> placeholders, RouteProblems findings) {
        this.placeholders = placeholders;
        this.findings = findings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(EndpointUse::isConsumer).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String scheme = use.uri().text().split(":", 2)[0];
        for (String count : COUNTS) {
            if (value(use, count).matches("0+|-\\d+")) {
                refuse(use, scheme, count, "must be at least 1");
            }
        }
        String consumers = value(use, CONSUMERS);
        if (consumers.matches("\\d+") && new BigInteger(consumers).compareTo(MOST_CONSUMERS) > 0) {
            refuse(
                    use,
                    scheme,
                    CONSUMERS,
                    "must be at most " + MOST_CONSUMERS + ", because each takes threads and memory");
        }
        if (!value(use, "backoffMultiplier").isEmpty()
                && value(use, "backoffIdleThreshold").isEmpty()
                && value(use, "backoffErrorThreshold").isEmpty()) {
            refuse(use, scheme, "backoffMultiplier", "needs backoffIdleThreshold or backoffErrorThreshold");
        }
        boolean known = Arrays.stream(value(use, METHODS).split(","))
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .allMatch(method -> method.isEmpty() || METHOD.contains(method));
        if (!known && scheme.equals("platform-http")) {
            refuse(
                    use,
                    scheme,
                    METHODS,
                    "must be some of "
                            + String.join(", ", METHOD.stream().sorted().toList()));
        }
    }

    private String value(EndpointUse use, String option) {
        String value = use.setting(option);
        return value == null ? "" : placeholders.apply(value);
    }

    private void refuse(EndpointUse use, String scheme, String option, String expected) {
        findings.add(
                use.line(option), scheme + ": option " + option + " is " + use.setting(option) + "; it " + expected);
    }
}

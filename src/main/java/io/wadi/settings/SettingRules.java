package io.wadi.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What each setting may be. The kind follows from its default: {@code true} or {@code false} is a boolean, a number an
 * integer of 0 and above. What is named here is narrower, or has a form of its own.
 */
final class SettingRules {

    private static final int DAY_SECONDS = 86_400;
    private static final int DAY_MILLIS = 86_400_000;
    private static final int LAST_PORT = 65_535;
    private static final int MOST_IN_A_BATCH = 10_000_000;
    private static final int MOST_CONSUMERS = 256;

    /** From the least to the most, both allowed. */
    private record Range(int least, int most) {
        boolean contains(int number) {
            return number >= least && number <= most;
        }
    }

    private static final Range ANY = new Range(0, Integer.MAX_VALUE);
    private static final Range PORT = new Range(0, LAST_PORT);
    private static final Range BATCH = new Range(1, MOST_IN_A_BATCH);
    private static final Range CONSUMERS = new Range(1, MOST_CONSUMERS);
    private static final Range INTERVAL_MILLIS = new Range(1, DAY_MILLIS);

    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("wadi.topic.partitions", new Range(1, 1_000)),
            Map.entry("wadi.topic.replication", new Range(1, 10)),
            Map.entry("wadi.database.connections", new Range(2, 500)),
            Map.entry("wadi.capture.batch-size", BATCH),
            Map.entry("wadi.capture.queue-size", new Range(1, Integer.MAX_VALUE)),
            // So that no flow message counts more than its reader accepts.
            Map.entry("wadi.capture-flows.batch-packets", new Range(1, 500_000)),
            Map.entry("wadi.capture-flows.batch-flows", BATCH),
            Map.entry("wadi.capture-flows.interval-millis", INTERVAL_MILLIS),
            Map.entry("wadi.flow.window-seconds", new Range(1, DAY_SECONDS)),
            Map.entry("wadi.store.interval-millis", INTERVAL_MILLIS),
            Map.entry("wadi.store-traffic.batch-packets", BATCH),
            Map.entry("wadi.store-traffic.poll-packets", BATCH),
            Map.entry("wadi.store-traffic.consumers", CONSUMERS),
            Map.entry("wadi.store-flows.batch-packets", BATCH),
            Map.entry("wadi.store-flows.poll-packets", BATCH),
            Map.entry("wadi.store-flows.consumers", CONSUMERS),
            Map.entry("wadi.store-flow-messages.batch-flows", BATCH),
            Map.entry("wadi.store-flow-messages.poll-flows", BATCH),
            Map.entry("wadi.store-flow-messages.consumers", CONSUMERS),
            Map.entry("wadi.retention.interval-millis", INTERVAL_MILLIS),
            Map.entry("wadi.detect.interval-millis", INTERVAL_MILLIS),
            Map.entry("wadi.detect.timeout-seconds", new Range(1, 3_600)),
            Map.entry("wadi.detect.catch-up-hours", new Range(1, 8_760)),
            Map.entry("wadi.embedded.kafka.port", PORT),
            Map.entry("wadi.embedded.kafka.controller-port", PORT),
            Map.entry("wadi.embedded.postgres.port", PORT),
            Map.entry("wadi.http.port", PORT),
            Map.entry("wadi.http.max-body-bytes", new Range(1, 64 * 1024 * 1024)),
            Map.entry("wadi.http.requests-per-second", new Range(1, 100_000)),
            Map.entry("wadi.jmx.port", PORT),
            Map.entry("wadi.health.stall-seconds", new Range(1, DAY_SECONDS)));

    private static final Map<String, List<String>> WORDS = Map.of(
            "wadi.capture.at", List.of("packets", "flows"),
            "wadi.offsets.beyond-end", List.of("wait", "restart"));

    /** {@code org.apache.kafka.common.internals.Topic}: letters, digits and three signs, 249 of them at most. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** The settings that name a topic, each another one: a reader of its own dead letters would never end. */
    static final List<String> TOPICS =
            List.of("wadi.topic", "wadi.topic.dead", "wadi.topic.flows", "wadi.topic.alerts");

    private SettingRules() {}

    /**
     * What a setting must be, where its value is not that.
     *
     * @param standard its default, from which its kind follows
     * @param value without blanks around it
     */
    static Optional<String> violated(String name, String standard, String value) {
        if (WORDS.containsKey(name)) {
            List<String> words = WORDS.get(name);
            return unless(words.contains(value.toLowerCase(Locale.ROOT)), String.join(" or ", words));
        }
        if (TOPICS.contains(name)) {
            return unless(TOPIC.matcher(value).matches(), "a topic's name: up to 249 letters, digits, dots, _ and -");
        }
        if (name.equals("wadi.capture.pace")) {
            return unless(isPace(value), "max, original or a positive number of packets per second");
        }
        if (isBoolean(standard)) {
            return unless(isBoolean(value), "true or false");
        }
        return isInteger(standard) ? outOfRange(RANGES.getOrDefault(name, ANY), value) : Optional.empty();
    }

    private static Optional<String> outOfRange(Range range, String value) {
        return unless(
                isInteger(value) && range.contains(Integer.parseInt(value)),
                "an integer from " + range.least() + " to " + range.most());
    }

    private static Optional<String> unless(boolean right, String wanted) {
        return right ? Optional.empty() : Optional.of(wanted);
    }

    private static boolean isBoolean(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static boolean isInteger(String value) {
        try {
            Integer.parseInt(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPace(String value) {
        if (value.equals("max") || value.equals("original")) {
            return true;
        }
        try {
            return Double.parseDouble(value) > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

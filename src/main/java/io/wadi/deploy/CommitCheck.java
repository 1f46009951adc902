package io.wadi.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks who commits what a route reads from Kafka. Kafka's client commits with each poll what the ones before have returned: what a
 * batch or an aggregator still holds then is lost at a crash. Without a commit, all messages come again.
 */
final class CommitCheck {

    private static final String BATCH = "io.wadi.sink.KafkaBatch";
    private static final String BATCHING = "batching";
    private static final String BY_KAFKA = "autoCommitEnable";
    private static final String VALUES = "valueDeserializer";
    private static final String BREAK = "breakOnFirstError";

    /** Methods of a batch that read its messages. */
    private static final Set<String> READING = Set.of("lines", "rows", "csv", "json", "keep");

    /** Steps that hold messages in memory. */
    private static final Set<String> HOLDING = Set.of("aggregate", "resequence");

    /** Keys whose values are words and names, and call nothing. */
    private static final Set<String> WORDS = Set.of("id", "description", "note", "message", "name", "groupId");

    /** Options in a URI that commit nothing by themselves. */
    private static final Pattern OPTIONS = Pattern.compile("autoCommit|allowManualCommit");

    private final RouteProblems findings;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code findings} and {@code warnings}. */
    CommitCheck(RouteProblems findings, RouteProblems warnings) {
        this.findings = findings;
        this.warnings = warnings;
    }

    /** Checks a file whose settings are resolved. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(CommitCheck::isReader).forEach(use -> check(use, outline));
    }

    /** A client of one's own may commit in a way of its own, as those of the stores do. */
    private static boolean isReader(EndpointUse use) {
        return use.step().equals("from")
                && EndpointUse.path(use.uri().text()).startsWith("kafka:")
                && use.setting("kafkaClientFactory") == null;
    }

    private void check(EndpointUse use, YamlOutline outline) {
        List<YamlOutline.Key> keys = outline.keys(use.uri().line());
        if (keys.stream().anyMatch(key -> key.text() != null && key.text().contains(BATCH))) {
            batches(use, keys);
            values(use, keys);
            last(use, keys, outline);
        }
        if ("false".equals(use.setting(BY_KAFKA))) {
            nobody(use, outline);
        } else {
            tooEarly(use, keys);
        }
    }

    private void batches(EndpointUse use, List<YamlOutline.Key> keys) {
        if (!isSet(use, BATCHING) && keys.stream().noneMatch(key -> is(key, HOLDING))) {
            findings.add(use.line(BATCHING), BATCH + " takes batches of messages: set batching: true");
        } else if (!isSet(use, "allowManualCommit")) {
            findings.add(use.line("allowManualCommit"), BATCH + " commits what is done: set allowManualCommit: true");
        } else if (!isSet(use, BREAK)) {
            warnings.add(
                    use.line(BREAK),
                    "a batch that fails is passed over, and the commit of the next one covers it; set " + BREAK
                            + ": true");
        }
    }

    private void values(EndpointUse use, List<YamlOutline.Key> keys) {
        boolean isRead = keys.stream()
                .anyMatch(key ->
                        key.name().text().equals("method") && key.text() != null && READING.contains(key.text()));
        if (isRead && use.setting(VALUES) == null) {
            warnings.add(
                    use.line(VALUES),
                    "messages in Protobuf are no text; set " + VALUES
                            + ": org.apache.kafka.common.serialization.ByteArrayDeserializer");
        }
    }

    /** A step that sends after the commit does not get the batch again if it fails or is cut off. */
    private void last(EndpointUse use, List<YamlOutline.Key> keys, YamlOutline outline) {
        keys.stream()
                .filter(key -> key.name().text().equals("method") && "commit".equals(key.text()))
                .mapToInt(key -> key.name().line())
                .max()
                .ifPresent(commit -> outline.endpoints(use.uri().line()).stream()
                        .filter(target -> target.isTarget()
                                && target.uri().line() > commit
                                && !target.uri().text().startsWith("log:"))
                        .findFirst()
                        .ifPresent(target -> warnings.add(
                                target.uri().line(),
                                "this step comes after the commit, so it does not get a batch again that it has not"
                                        + " delivered; put the commit behind it")));
    }

    private void nobody(EndpointUse use, YamlOutline outline) {
        if (use.setting("offsetRepository") == null
                && new RoutePath(outline).keys(use).noneMatch(CommitCheck::isCommit)) {
            warnings.add(
                    use.line(BY_KAFKA),
                    "no step commits what the route has read, so after each edit and restart the messages come again"
                            + " that Kafka still has; "
                            + (isSet(use, BATCHING)
                                    ? "end the route with " + BATCH + ", method commit"
                                    : "leave the commits to Kafka (autoCommitEnable: true), or have a bean commit by"
                                            + " header CamelKafkaManualCommit"));
        }
    }

    private static boolean isCommit(YamlOutline.Key key) {
        return key.text() != null
                && !WORDS.contains(key.name().text())
                && OPTIONS.matcher(key.text())
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .contains("commit");
    }

    private void tooEarly(EndpointUse use, List<YamlOutline.Key> keys) {
        if (isSet(use, BATCHING)) {
            warnings.add(
                    use.line(BATCHING),
                    "Kafka commits messages before their batch is complete, so they are lost when the route stops; set "
                            + "autoCommitEnable: false, allowManualCommit: true and " + BREAK
                            + ": true, and commit by " + BATCH);
        } else if (keys.stream().noneMatch(key -> key.name().text().equals("aggregationRepository"))) {
            keys.stream()
                    .filter(key -> is(key, HOLDING))
                    .findFirst()
                    .ifPresent(key -> warnings.add(
                            key.name().line(),
                            "Kafka commits messages that wait in " + key.name().text()
                                    + ", so they are lost if the process ends without stopping the route; read them in"
                                    + " batches instead (batching: true), as the examples do"));
        }
    }

    private static boolean is(YamlOutline.Key key, Set<String> names) {
        return key.text() == null && names.contains(key.name().text());
    }

    private static boolean isSet(EndpointUse use, String option) {
        return "true".equals(use.setting(option));
    }
}

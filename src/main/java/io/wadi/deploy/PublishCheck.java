package io.wadi.deploy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns of routes that publish captured traffic for Wadi's stores in another way than the shipped ones: without the key that
 * keeps a conversation in one partition, without the shipped error policy, or what another route captures already, as a copy of the
 * shipped file does. No errors, because the other route may not run, and a bean may set the key.
 */
final class PublishCheck {

    private static final String SHIPPED = "the shipped route capture";
    private static final String KEY_SERIALIZER =
            "keySerializer: org.apache.kafka.common.serialization.ByteArraySerializer";
    private static final String LIVE = "pcap:live:";
    private static final String ANY = LIVE + "any";

    /** Keys of a route that decide what happens to failures. */
    private static final Set<String> POLICIES = Set.of("routeConfigurationId", "errorHandler", "errorHandlerRef");

    private static final Set<String> SHIPPED_IDS = Set.of("capture", "capture-flows");

    private final Map<String, String> places = new HashMap<>();
    private final Set<String> topics;
    private final RouteProblems warnings;

    /**
     * Creates a check that adds to {@code warnings}.
     *
     * @param others the names in other files
     * @param elsewhere the shipped routes that this process does not run
     * @param placeholders resolves settings
     */
    PublishCheck(
            List<Names> others, Set<String> elsewhere, UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.warnings = warnings;
        topics = Set.of(placeholders.apply("{{wadi.topic:packets}}"), placeholders.apply("{{wadi.topic.flows:flows}}"));
        others.forEach(other -> other.captures().forEach(capture -> places.putIfAbsent(capture, other.file())));
        if (!elsewhere.containsAll(SHIPPED_IDS)
                && others.stream().flatMap(other -> other.routes().stream()).noneMatch(SHIPPED_IDS::contains)) {
            String source = EndpointUse.path(placeholders.apply("{{wadi.source:pcap}}"));
            topics.forEach(topic -> places.putIfAbsent(capture(source, topic), SHIPPED));
        }
    }

    /** What the routes of a file capture, and the topics that they publish it on. */
    static Set<String> of(YamlOutline outline) {
        return publications(outline)
                .map(sent -> capture(sent.source(), sent.topic()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Checks a file whose settings are resolved. */
    void check(YamlOutline outline) {
        boolean replaces = outline.routes().stream().map(Scalar::text).anyMatch(SHIPPED_IDS::contains);
        Set<EndpointUse> checked = new HashSet<>();
        publications(outline).filter(sent -> topics.contains(sent.topic())).forEach(sent -> {
            if (checked.add(sent.target())) {
                key(sent.target(), outline);
            }
            if (checked.add(sent.part())) {
                policy(sent.part(), outline);
            }
            twice(sent.source(), sent.topic(), replaces);
        });
    }

    /**
     * A topic that a capture sends to, in its route or in one after it.
     *
     * @param source the capture
     * @param part where the route begins that sends
     * @param target the step that sends
     */
    private record Publication(EndpointUse source, EndpointUse part, EndpointUse target, String topic) {}

    private static Stream<Publication> publications(YamlOutline outline) {
        RoutePath path = new RoutePath(outline);
        return outline.endpoints().stream().filter(PublishCheck::isCapture).flatMap(source -> path.parts(source)
                .flatMap(part -> targets(part, outline)
                        .flatMap(target -> EndpointUse.topics(target.uri().text()).stream()
                                .map(topic -> new Publication(source, part, target, topic)))));
    }

    private void key(EndpointUse target, YamlOutline outline) {
        if ("io.wadi.message.ConversationKey".equals(target.setting("interceptorClasses"))
                && target.setting("keySerializer") == null) {
            warnings.add(
                    target.line("interceptorClasses"),
                    "the key of io.wadi.message.ConversationKey is bytes, so no message can be sent; add "
                            + KEY_SERIALIZER);
        } else if (target.setting("interceptorClasses") == null
                && target.setting("key") == null
                && outline.texts().stream().noneMatch(text -> text.text().equals("kafka.KEY"))) {
            warnings.add(
                    target.uri().line(),
                    "without a key, a conversation is spread over partitions, and its round trips and retransmissions"
                            + " are missed; add interceptorClasses: io.wadi.message.ConversationKey and "
                            + KEY_SERIALIZER);
        }
    }

    private void policy(EndpointUse source, YamlOutline outline) {
        int line = source.uri().line();
        if (outline.keys(line).stream()
                        .noneMatch(key -> POLICIES.contains(key.name().text()))
                && outline.items().stream().noneMatch(item -> item.text().equals("onException"))) {
            warnings.add(
                    line,
                    "without routeConfigurationId: publishing, a batch with one message that Kafka refuses counts as lost as a"
                            + " whole, and none is sent again");
        }
    }

    private void twice(EndpointUse source, String topic, boolean replaces) {
        String capture = capture(source, topic);
        int line = source.uri().line();
        String other = places.putIfAbsent(capture, "line " + line);
        if (other == null) {
            other = overlapping(capture, topic);
        }
        if (other != null && !(replaces && other.equals(SHIPPED))) {
            warnings.add(
                    line,
                    capture + " is what " + other + " does too, so each packet counts twice"
                            + (other.equals(SHIPPED)
                                    ? " if that runs; the id capture replaces it, and --only starts Wadi without it"
                                    : ""));
        }
    }

    /** Who captures on all interfaces what this one captures on one, or the other way round; null if nobody does. */
    private String overlapping(String capture, String topic) {
        if (!capture.startsWith(LIVE)) {
            return null;
        }
        String all = capture(ANY, topic);
        return places.keySet().stream()
                .filter(other -> !other.equals(capture)
                        && other.startsWith(LIVE)
                        && other.endsWith(capture("", topic))
                        && (other.equals(all) || capture.equals(all)))
                .findFirst()
                .map(places::get)
                .orElse(null);
    }

    private static boolean isCapture(EndpointUse use) {
        return use.step().equals("from") && EndpointUse.path(use.uri().text()).matches("(pcap|netflow):.*");
    }

    private static Stream<EndpointUse> targets(EndpointUse source, YamlOutline outline) {
        return outline.endpoints(source.uri().line()).stream()
                .filter(use -> use.isTarget() && use.setting("brokers") == null);
    }

    private static String capture(EndpointUse source, String topic) {
        return capture(EndpointUse.path(source.uri().text()), topic);
    }

    private static String capture(String source, String topic) {
        return source + " to kafka:" + topic;
    }
}

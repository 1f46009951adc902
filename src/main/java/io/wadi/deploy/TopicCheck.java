package io.wadi.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the Kafka topics of a file before its routes start. A producer waits a minute for a topic that does not exist,
 * and then tries again.
 */
final class TopicCheck {

    /** Options with which the topics are not known, or not on Wadi's brokers. */
    private static final Pattern ELSEWHERE = Pattern.compile("[?&](brokers|topicIsPattern)=");

    private final RouteTopics topics;
    private final UnaryOperator<String> placeholders;

    /** Creates a check; {@code placeholders} resolves settings. */
    TopicCheck(RouteTopics topics, UnaryOperator<String> placeholders) {
        this.topics = topics;
        this.placeholders = placeholders;
    }

    /** The errors of a file that {@link RouteFileCheck} has found to be right. */
    List<RouteProblem> check(RouteFile file) {
        List<EndpointUse> endpoints = new OutlineReader().read(file).endpoints();
        List<Topic> named = endpoints.stream().flatMap(this::topics).toList();
        if (named.isEmpty()) {
            return List.of();
        }
        Map<String, String> unusable =
                topics.unusable(names(named, topic -> !topic.isRead()), names(named, Topic::isRead));
        List<RouteProblem> problems = new ArrayList<>();
        for (Topic topic : named) {
            if (unusable.containsKey(topic.name())) {
                problems.add(new RouteProblem(file.name(), topic.line(), unusable.get(topic.name())));
            }
        }
        Map<String, Set<String>> groups = groups(endpoints);
        if (problems.isEmpty() && !groups.isEmpty()) {
            topics.warnOfLeft(groups);
        }
        return problems;
    }

    /** The topics of each consumer group. Those of Wadi's stores have their offsets in the database. */
    private Map<String, Set<String>> groups(List<EndpointUse> endpoints) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (EndpointUse written : endpoints) {
            EndpointUse use = written.resolved(placeholders);
            String group = use.setting("groupId");
            if (use.isConsumer() && group != null && use.setting("kafkaClientFactory") == null) {
                topics(use).forEach(topic -> groups.computeIfAbsent(group, each -> new TreeSet<>())
                        .add(topic.name()));
            }
        }
        return groups;
    }

    private record Topic(String name, boolean isRead, int line) {}

    private Stream<Topic> topics(EndpointUse use) {
        String uri = use.isDynamic() ? "" : placeholders.apply(use.uri().text());
        boolean elsewhere = ELSEWHERE.matcher(uri).find()
                || use.options().stream().anyMatch(option -> ELSEWHERE
                        .matcher("?" + option.name().text() + "=")
                        .find());
        boolean intercepts = !use.isConsumer() && !use.isTarget();
        return elsewhere || intercepts
                ? Stream.empty()
                : EndpointUse.topics(uri).stream()
                        .map(name -> new Topic(name, use.isConsumer(), use.uri().line()));
    }

    private static Set<String> names(List<Topic> topics, Predicate<Topic> wanted) {
        return topics.stream().filter(wanted).map(Topic::name).collect(Collectors.toSet());
    }
}

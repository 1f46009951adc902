package io.wadi.deploy;

import java.util.Map;
import java.util.Set;

/** The Kafka topics that route files name without naming other brokers. */
@FunctionalInterface
public interface RouteTopics {

    /** For an application without Kafka. */
    static RouteTopics none() {
        return (sentTo, read) -> Map.of();
    }

    /**
     * Creates missing topics that routes send to, and looks for those that they read. Does nothing while Kafka does not
     * answer, because a route waits for Kafka.
     *
     * @return for each unusable topic the reason in one sentence
     */
    Map<String, String> unusable(Set<String> sentTo, Set<String> read);

    /**
     * Warns of messages that groups have left behind in topics that they no longer read.
     *
     * @param topics the topics that each consumer group of a file reads now
     */
    default void warnOfLeft(Map<String, Set<String>> topics) {}
}

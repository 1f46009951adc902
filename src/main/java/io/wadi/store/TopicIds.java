package io.wadi.store;

import java.util.Map;
import java.util.Set;

/** Knows Kafka's ids of topics (KIP-516). A topic that is deleted and recreated keeps its name and gets another id. */
@FunctionalInterface
public interface TopicIds {

    /**
     * The ids that topics have now.
     *
     * @return the id by the name; without a topic that there is not, and without any where the broker gives no ids
     * @throws BrokerAwayException when the broker does not answer
     */
    Map<String, String> of(Set<String> topics);
}

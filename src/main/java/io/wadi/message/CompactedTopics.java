package io.wadi.message;

import io.wadi.failure.StartException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses compacted topics. Compaction deletes messages by key, and such topics refuse messages without a key. */
final class CompactedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopics.class);

    private CompactedTopics() {}

    /**
     * Checks the configuration of topics. If the broker does not allow this, logs it and continues.
     *
     * @throws StartException if one is compacted
     */
    static void refuse(Admin admin, List<String> topics, int answerSeconds)
            throws StartException, InterruptedException, ExecutionException, TimeoutException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        for (var answer : admin.describeConfigs(resources).values().entrySet()) {
            String topic = answer.getKey().name();
            String policy = policy(topic, answer.getValue(), answerSeconds);
            if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                throw new StartException("Topic " + topic + " is compacted (cleanup.policy=" + policy
                        + "), and Kafka deletes messages before they are stored: set its cleanup.policy to delete, or"
                        + " name another topic (settings wadi.topic…)");
            }
        }
    }

    private static String policy(String topic, KafkaFuture<Config> config, int answerSeconds)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return config.get(answerSeconds, TimeUnit.SECONDS)
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.warn("Cannot see whether topic {} is compacted: {}", topic, e.getMessage());
                return "";
            }
            throw e;
        }
    }
}

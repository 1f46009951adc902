package io.wadi.message;

import io.wadi.deploy.RouteTopics;
import io.wadi.failure.Causes;
import io.wadi.net.Nearest;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of the user's routes. A missing topic that a route sends to is created like Wadi's own; one that a route
 * reads is reported, because its name is probably wrong.
 */
public final class UserTopics implements RouteTopics {

    private static final Logger LOG = LoggerFactory.getLogger(UserTopics.class);

    private final Settings settings;
    private final KafkaAccess kafka;

    /** Creates topics as the settings say. */
    public UserTopics(Settings settings, KafkaAccess kafka) {
        this.settings = settings;
        this.kafka = kafka;
    }

    @Override
    public Map<String, String> unusable(Set<String> sentTo, Set<String> read) {
        try (Admin admin = RenewedAdmin.create(Topics.client(kafka))) {
            Set<String> present =
                    new HashSet<>(admin.listTopics().names().get(Topics.ANSWER_SECONDS, TimeUnit.SECONDS));
            Map<String, String> unusable = new HashMap<>();
            for (String topic : sentTo) {
                if (present.add(topic)) {
                    create(admin, topic).ifPresent(reason -> unusable.put(topic, reason));
                }
            }
            for (String topic : read) {
                if (!present.contains(topic)) {
                    unusable.put(topic, missing(topic, present));
                }
            }
            return unusable;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn(
                    "The topics of a route file cannot be checked: {}",
                    new KafkaReasons(kafka).explain(e).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    @Override
    public void warnOfLeft(Map<String, Set<String>> topics) {
        try (Admin admin = RenewedAdmin.create(Topics.client(kafka))) {
            LeftByGroups groups = new LeftByGroups(admin);
            for (Map.Entry<String, Set<String>> group : topics.entrySet()) {
                groups.messages(group.getKey(), group.getValue())
                        .forEach((topic, messages) -> LOG.warn(
                                "Topic {} still has {} messages that consumer group {} has not read. It now reads {}. To read"
                                        + " the rest, let the route read topic {} again until it has reached the end",
                                topic,
                                messages,
                                group.getKey(),
                                String.join(", ", group.getValue()),
                                topic));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("The topics that groups have read before cannot be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Creates a topic and returns why that is refused. */
    private Optional<String> create(Admin admin, String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        int partitions = settings.get(KafkaSettings.PARTITIONS);
        short replicas = settings.get(KafkaSettings.REPLICATION).shortValue();
        try {
            Topics.create(admin, new NewTopic(topic, partitions, replicas));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Optional.empty();
            }
            if (e.getCause() instanceof ApiException refused
                    && !(refused instanceof org.apache.kafka.common.errors.TimeoutException)) {
                return Optional.of(refused(topic, refused));
            }
            throw e;
        }
        Topics.awaitLeaders(admin, Set.of(topic));
        LOG.info("Created topic {} with {} partitions, because a route file sends to it", topic, partitions);
        return Optional.empty();
    }

    private String refused(String topic, ApiException refused) {
        return "topic " + topic + " does not exist, and Kafka at " + kafka.brokers() + " refuses to create it ("
                + Causes.innermost(refused).getMessage() + ")"
                + (refused instanceof InvalidTopicException ? "" : "; " + command(topic));
    }

    private String missing(String topic, Set<String> present) {
        String nearest = Nearest.to(topic, present)
                .map(name -> "; the nearest is " + name)
                .orElse("");
        return "topic " + topic + " does not exist on Kafka at " + kafka.brokers() + ", or Wadi's user may not read it"
                + nearest + "; " + command(topic);
    }

    private String command(String topic) {
        return "create it with kafka-topics.sh --bootstrap-server " + kafka.brokers() + " --create --topic " + topic;
    }
}

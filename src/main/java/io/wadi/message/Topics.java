package io.wadi.message;

import io.wadi.failure.StartException;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks that the broker answers, and that the topics exist and keep their messages. */
public final class Topics {

    static final int ANSWER_SECONDS = 10;
    private static final long LOOK_MILLIS = 50;

    /** With two copies, a restart of a broker would be a pause. */
    private static final int COPIES_FOR_TWO_IN_SYNC = 3;

    /** A message of Kafka's default 1 MiB, each byte of which may need six bytes in the JSON of its dead letter. */
    private static final String LARGEST_LETTER = String.valueOf(8 * 1024 * 1024);

    private Topics() {}

    /**
     * Creates missing topics, and checks that all needed operations are allowed.
     *
     * @throws StartException if no broker answers or one refuses
     */
    public static void ensure(Settings settings, KafkaAccess kafka, KafkaNeeds needs) throws StartException {
        KafkaReasons reasons = new KafkaReasons(kafka);
        reasons.checkProtocol();
        try (Admin admin = RenewedAdmin.create(client(kafka))) {
            List<String> missing = new ArrayList<>(create(admin, wanted(settings, needs)));
            missing.addAll(new KafkaRights(admin).missing(needs));
            if (!missing.isEmpty()) {
                throw reasons.notAllowed(missing);
            }
            awaitLeaders(admin, needs.topics().keySet());
            refuseCompacted(admin, kept(needs.topics().keySet(), settings));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw reasons.explain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while asking for topics", e);
        }
    }

    /** The properties of an admin client that does not wait long for an answer. */
    static Map<String, Object> client(KafkaAccess kafka) {
        Map<String, Object> client = new HashMap<>(kafka.properties());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return client;
    }

    /** Waits for the leaders of new topics, because a producer that starts earlier would log errors and retry. */
    static void awaitLeaders(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (!haveLeaders(admin, topics)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("partitions without a leader in " + topics);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** In a cluster, one broker may know a new topic before another. */
    private static void refuseCompacted(Admin admin, List<String> topics)
            throws StartException, InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (true) {
            try {
                CompactedTopics.refuse(admin, topics, ANSWER_SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static boolean haveLeaders(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return admin.describeTopics(topics).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static List<NewTopic> wanted(Settings settings, KafkaNeeds needs) {
        short replicas = settings.get(KafkaSettings.REPLICATION).shortValue();
        int partitions = settings.get(KafkaSettings.PARTITIONS);
        Optional<Short> copies = Optional.of(replicas);
        return Stream.of(
                        new NewTopic(settings.get(KafkaSettings.TOPIC), Optional.of(partitions), copies),
                        new NewTopic(settings.get(KafkaSettings.FLOWS_TOPIC), Optional.of(partitions), copies),
                        new NewTopic(settings.get(KafkaSettings.DEAD_TOPIC), Optional.of(1), copies)
                                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_LETTER)),
                        new NewTopic(settings.get(KafkaSettings.ALERTS_TOPIC), Optional.of(1), copies),
                        new NewTopic(settings.get(KafkaSettings.EXPORTERS_TOPIC), Optional.of(1), copies))
                .filter(topic -> needs.topics().containsKey(topic.name()))
                .toList();
    }

    /**
     * Topics that must keep every message. Topic alerts may be compacted, for readers of the latest state of each
     * alert.
     */
    private static List<String> kept(Set<String> topics, Settings settings) {
        return topics.stream()
                .filter(topic -> !topic.equals(settings.get(KafkaSettings.ALERTS_TOPIC)))
                .toList();
    }

    /** Creates missing topics and returns the refusals. A refused topic may exist and be invisible to this user. */
    private static List<String> create(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        List<String> refused = new ArrayList<>();
        for (NewTopic topic : topics) {
            if (!present.contains(topic.name())) {
                try {
                    create(admin, topic);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof TopicAuthorizationException) {
                        refused.add("Create on topic " + topic.name() + ", if it is not there yet");
                    } else if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
        return refused;
    }

    /** Creates a topic that keeps what is acknowledged. */
    static void create(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException, TimeoutException {
        admin.createTopics(List.of(safe(topic))).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * The broker sets the time of messages. With the sender's time, a probe with a wrong clock would have its messages
     * refused (more than an hour ahead: KIP-937), or deleted by retention before they are stored (behind). With three
     * copies or more, a message is acknowledged when two brokers have it. By Kafka's default the leader is enough, and
     * acknowledged messages are lost with it.
     */
    private static NewTopic safe(NewTopic topic) {
        Map<String, String> configs = new HashMap<>(topic.configs() == null ? Map.of() : topic.configs());
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        if (topic.replicationFactor() >= COPIES_FOR_TWO_IN_SYNC) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return topic.configs(configs);
    }
}

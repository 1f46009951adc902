package io.wadi.deploy;

import static org.apache.kafka.clients.consumer.ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG;

import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Checks the topics and options of {@code kafka:} endpoints, which otherwise only a client of Kafka refuses: a producer when
 * the route starts; a consumer later, again and again, with a line in the log that names no route.
 */
final class KafkaCheck {

    private static final String SCHEME = "kafka:";

    /** As Kafka's brokers require; {@code .} and {@code ..} are no topics either. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    /** Camel makes an array for them when the route starts. */
    private static final int MOST_OF_BATCH = 1_000_000;

    private static final int LAST_PORT = 65535;

    private final UsedEndpoints endpoints;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code endpoints} makes them. */
    KafkaCheck(UsedEndpoints endpoints, RouteProblems findings) {
        this.endpoints = endpoints;
        this.findings = findings;
    }

    /** Checks a file whose endpoints Camel can make. */
    void check(YamlOutline outline) {
        outline.endpoints().stream()
                .filter(use -> !use.isDynamic() && !use.step().startsWith("intercept"))
                .forEach(this::check);
    }

    private void check(EndpointUse use) {
        if (!endpoints.scheme(use).equals("kafka")) {
            return;
        }
        KafkaConfiguration configuration = configuration(use);
        topics(use, configuration);
        Optional<String> problem = values(use, configuration)
                .or(() -> brokers(configuration.getBrokers()))
                .or(() -> use.isConsumer() ? consumer(configuration) : producer(configuration));
        problem.ifPresent(reason -> findings.add(line(use, reason), SCHEME + " " + reason));
    }

    private KafkaConfiguration configuration(EndpointUse use) {
        try {
            return ((KafkaEndpoint) endpoints.endpoint(use)).getConfiguration();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void topics(EndpointUse use, KafkaConfiguration configuration) {
        if (configuration.isTopicIsPattern()) {
            try {
                Pattern.compile(configuration.getTopic());
            } catch (PatternSyntaxException e) {
                findings.add(use.uri().line(), SCHEME + " " + configuration.getTopic() + ": " + e.getDescription());
            }
            return;
        }
        // A producer has one topic.
        for (String topic : configuration.getTopic().split(use.isConsumer() ? "," : "$")) {
            if (!TOPIC.matcher(topic.strip()).matches()) {
                findings.add(
                        use.uri().line(),
                        SCHEME + " topic " + topic.strip()
                                + " cannot exist; a name has 1 to 249 letters, digits, dots, underscores or hyphens");
            }
        }
    }

    private static Optional<String> values(EndpointUse use, KafkaConfiguration configuration) {
        Integer partition = configuration.getPartitionKey();
        if (partition != null && partition < 0) {
            return Optional.of("option partitionKey is " + partition + "; it must be 0 or more");
        }
        if ("".equals(use.setting("groupId"))) {
            return Optional.of("option groupId is empty; each start would be in another group, and read from the end");
        }
        return "".equals(use.setting("brokers"))
                ? Optional.of("option brokers is empty; leave it out to use Wadi's brokers")
                : Optional.empty();
    }

    private static Optional<String> brokers(String brokers) {
        return brokers == null || brokers.isBlank()
                ? Optional.empty()
                : List.of(brokers.split(",")).stream()
                        .map(String::strip)
                        .filter(broker -> !isAddress(broker))
                        .findFirst()
                        .map(broker -> "option brokers has " + broker + ", which is not HOST:PORT");
    }

    private static boolean isAddress(String broker) {
        Integer port = Utils.getPort(broker);
        return Utils.getHost(broker) != null && port != null && port > 0 && port <= LAST_PORT;
    }

    private static Optional<String> consumer(KafkaConfiguration configuration) {
        Integer most = configuration.getMaxPollRecords();
        if (configuration.isBatching() && (most == null || most > MOST_OF_BATCH)) {
            return Optional.of("batching needs option maxPollRecords, the largest number of messages of a batch, up to "
                    + MOST_OF_BATCH);
        }
        try {
            ConsumerConfig config = new ConsumerConfig(complete(configuration.createConsumerProperties()));
            make(config, Deserializer.class, KEY_DESERIALIZER_CLASS_CONFIG, VALUE_DESERIALIZER_CLASS_CONFIG);
            make(config, ConsumerInterceptor.class, ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
            ConsumerPartitionAssignor.getAssignorInstances(
                    config.getList(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG), config.originals());
            return config.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)
                            < config.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                    ? KafkaSecurity.problem(config)
                    : Optional.of("heartbeatIntervalMs must be lower than sessionTimeoutMs");
        } catch (KafkaException e) {
            return Optional.of(FrameworkReason.of(e));
        }
    }

    private static Optional<String> producer(KafkaConfiguration configuration) {
        try {
            ProducerConfig config = new ProducerConfig(complete(configuration.createProducerProperties()));
            make(config, Serializer.class, KEY_SERIALIZER_CLASS_CONFIG, VALUE_SERIALIZER_CLASS_CONFIG);
            make(config, Partitioner.class, ProducerConfig.PARTITIONER_CLASS_CONFIG);
            make(config, ProducerInterceptor.class, ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
            long least = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                    + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
            return config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) >= least
                    ? KafkaSecurity.problem(config)
                    : Optional.of("deliveryTimeoutMs must be at least lingerMs and requestTimeoutMs together");
        } catch (KafkaException e) {
            return Optional.of(FrameworkReason.of(e));
        }
    }

    /** Makes what the options name, which fails if it is not of the type. */
    private static void make(AbstractConfig config, Class<? extends AutoCloseable> type, String... options) {
        for (String option : options) {
            if (config.typeOf(option) == ConfigDef.Type.LIST) {
                config.getConfiguredInstances(option, type).forEach(made -> Utils.closeQuietly(made, option));
            } else {
                Utils.closeQuietly(config.getConfiguredInstance(option, type), option);
            }
        }
    }

    /** With any brokers and any group: the real ones come from the settings and from Camel. */
    private static Properties complete(Properties properties) {
        properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        properties.putIfAbsent(CommonClientConfigs.GROUP_ID_CONFIG, "any");
        return properties;
    }

    /** The line of the option that the reason names, in Kafka's form ({@code linger.ms}) or in Camel's. */
    private static int line(EndpointUse use, String reason) {
        String joined = joined(reason);
        return use.options().stream()
                .map(EndpointUse.Option::name)
                .filter(name -> joined.contains(joined(name.text().replaceFirst("^additionalProperties\\.", ""))))
                .findFirst()
                .orElse(use.uri())
                .line();
    }

    private static String joined(String name) {
        return name.replace(".", "").toLowerCase(Locale.ROOT);
    }
}

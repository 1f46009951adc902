package io.wadi.message;

import io.wadi.deploy.KafkaSecurity;
import io.wadi.failure.Causes;
import io.wadi.failure.StartException;
import io.wadi.message.BrokerProbe.Finding;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Explains why Kafka is unusable: one sentence with the address and what to do, without secrets. */
public final class KafkaReasons {

    private static final String ACL_LIST = "docs/operations.md lists what Wadi needs";

    private final KafkaAccess kafka;
    private final String where;

    public KafkaReasons(KafkaAccess kafka) {
        this.kafka = kafka;
        where = "Kafka at " + kafka.brokers();
    }

    /**
     * Checks that each broker speaks the configured protocol, because clients may try any broker first.
     *
     * @throws StartException if one does not; brokers that do not answer at all may still be starting
     */
    public void checkProtocol() throws StartException {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        for (InetSocketAddress broker : kafka.addresses()) {
            Finding finding = Mismatch.look(broker, kafka.isEncrypted());
            Optional<Mismatch> mismatch = Mismatch.of(finding, kafka.isEncrypted());
            if (mismatch.isPresent()) {
                throw new StartException(sentence(mismatch.get(), broker));
            }
            findings.add(finding);
        }
        if (findings.equals(EnumSet.of(Finding.UNRESOLVED))) {
            throw new StartException("No host of wadi.kafka.brokers can be resolved: " + kafka.brokers());
        }
    }

    private String sentence(Mismatch mismatch, InetSocketAddress broker) {
        return switch (mismatch) {
            case NOT_KAFKA -> isNoKafka(broker.getHostString() + ":" + broker.getPort());
            case NEEDS_TLS ->
                where + " uses TLS and Wadi is configured without TLS: set security.protocol to SSL or SASL_SSL in "
                        + kafka.file();
            case NO_TLS ->
                where + " does not use TLS and Wadi is configured with TLS: set security.protocol to PLAINTEXT or"
                        + " SASL_PLAINTEXT in " + kafka.file()
                        + ", or name the broker's TLS port in wadi.kafka.brokers";
        };
    }

    /** Explains a failure of a Kafka client to the user. */
    public StartException explain(Exception e) {
        return new StartException(sentence(root(e)), e);
    }

    /** The message for operations that Kafka does not allow, one phrase each. */
    StartException notAllowed(List<String> missing) {
        return new StartException(where + " does not allow Wadi's user to do its work; grant it "
                + String.join("; ", missing) + " (" + ACL_LIST + ")");
    }

    private static Throwable root(Throwable e) {
        return Causes.find(e, AuthenticationException.class)
                .map(Throwable.class::cast)
                .orElse(Causes.innermost(e));
    }

    private String sentence(Throwable root) {
        if (root instanceof SslAuthenticationException) {
            return "TLS with " + where + " fails (" + Causes.innermost(root).getMessage()
                    + "): check the ssl.* properties in " + kafka.file() + " and the broker's certificate";
        }
        if (root instanceof AuthenticationException) {
            return where + " rejects Wadi's login (" + root.getMessage()
                    + "): check sasl.mechanism, user and password in " + kafka.file();
        }
        if (root instanceof AuthorizationException refused) {
            return where + " does not allow " + whatIs(refused) + ": " + ACL_LIST;
        }
        if (root instanceof TimeoutException
                || root instanceof org.apache.kafka.common.errors.TimeoutException
                || root instanceof org.apache.kafka.common.errors.DisconnectException) {
            return silence();
        }
        if (root instanceof ConfigException
                || root instanceof IllegalArgumentException
                || root instanceof SecurityException) {
            return "The file of wadi.kafka.client-properties, " + kafka.file() + ", cannot be used: " + safe(root);
        }
        return where + " cannot be used: " + safe(root);
    }

    private static String whatIs(AuthorizationException refused) {
        if (refused instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "Wadi's user the operations it needs on topic " + String.join(", ", topics.unauthorizedTopics());
        }
        return "Wadi's user to do that (" + refused.getMessage() + ")";
    }

    private String silence() {
        return switch (BrokerProbe.look(kafka.addresses())) {
            case UNRESOLVED -> "No host of wadi.kafka.brokers can be resolved: " + kafka.brokers();
            case AWAY ->
                "No Kafka broker answers at " + kafka.brokers()
                        + ": start Kafka, or set wadi.kafka.brokers; run and ingest start their own with --embedded";
            case FOREIGN, SILENT -> isNoKafka(kafka.brokers());
            case PLAIN, TLS ->
                where + " accepts connections but does not answer"
                        + (kafka.isAuthenticated()
                                ? ""
                                : ": if it requires a login, set security.protocol and sasl.* in " + kafka.file())
                        + ": check that the hosts in its advertised.listeners are reachable from here, and read its "
                        + "log";
        };
    }

    private static String isNoKafka(String address) {
        return "The server at " + address + " is not Kafka: correct wadi.kafka.brokers";
    }

    /** Kafka's messages name properties, possibly with secret values. */
    private String safe(Throwable root) {
        // Kafka's answers that are only a code become exceptions without a message.
        String message = root.getMessage() == null || root.getMessage().isBlank()
                ? root.getClass().getSimpleName()
                : root.getMessage();
        String small = message.toLowerCase(Locale.ROOT);
        if (small.contains("jaas")) {
            return KafkaSecurity.JAAS_FORM;
        }
        return kafka.hasSecretIn(message) ? "a property that holds a secret is wrong" : message;
    }
}

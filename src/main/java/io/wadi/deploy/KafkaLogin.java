package io.wadi.deploy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.sasl.Sasl;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasContext;

/** Finds what is wrong with the SASL properties of a Kafka client that a connection is not needed for. */
final class KafkaLogin {

    /** What the modules of user and password need. */
    private static final List<String> OPTIONS = List.of("username", "password");

    /** Java's module for Kerberos. */
    static final String KERBEROS = "com.sun.security.auth.module.Krb5LoginModule";

    /** The modules for which Kafka has mechanisms of its own, by the mechanism. */
    private static final Map<String, String> MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule",
            "GSSAPI", KERBEROS);

    private final AbstractConfig config;
    private final String mechanism;

    KafkaLogin(AbstractConfig config) {
        this.config = config;
        mechanism = config.getString(SaslConfigs.SASL_MECHANISM);
    }

    /** What is wrong, with the name of the property and without secrets. */
    Optional<String> problem() {
        if (!mechanisms().contains(mechanism)) {
            return Optional.of(
                    "sasl.mechanism " + mechanism + " is unknown; there are " + String.join(", ", mechanisms()));
        }
        try {
            List<AppConfigurationEntry> modules =
                    JaasContext.loadClientContext(config.values()).configurationEntries();
            return modules.stream()
                    .flatMap(module -> problem(module).stream())
                    .findFirst()
                    .map(reason -> SaslConfigs.SASL_JAAS_CONFIG + ": " + reason)
                    .or(() -> ofMechanism(modules));
        } catch (IllegalArgumentException e) {
            // The messages on a text that cannot be parsed have parts of it, perhaps of the password.
            return Optional.of(
                    config.getPassword(SaslConfigs.SASL_JAAS_CONFIG) == null
                            ? "SASL needs sasl.jaas.config"
                            : KafkaSecurity.JAAS_FORM);
        }
    }

    private Optional<String> ofMechanism(List<AppConfigurationEntry> modules) {
        return switch (mechanism) {
            case "GSSAPI" -> new KafkaKerberos(config, modules.get(0)).problem();
            case "OAUTHBEARER" -> new KafkaTokens(config, modules).problem();
            default -> Optional.empty();
        };
    }

    private static Set<String> mechanisms() {
        Set<String> known = new TreeSet<>(MODULES.keySet());
        Collections.list(Sasl.getSaslClientFactories()).stream()
                .flatMap(factory -> Stream.of(factory.getMechanismNames(null)))
                .forEach(known::add);
        return known;
    }

    private Optional<String> problem(AppConfigurationEntry module) {
        String name = module.getLoginModuleName();
        if (ObjectHelper.loadClass(name) == null) {
            return Optional.of(MissingClass.sentence(name));
        }
        String fit = MODULES.getOrDefault(mechanism, name);
        if (MODULES.containsValue(name) && !fit.equals(name)) {
            return Optional.of(name + " is not for sasl.mechanism " + mechanism + ", which needs " + fit);
        }
        boolean needsPassword = name.equals(MODULES.get("PLAIN")) || name.equals(MODULES.get("SCRAM-SHA-512"));
        List<String> missing = OPTIONS.stream()
                .filter(option -> needsPassword && !module.getOptions().containsKey(option))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("it lacks " + String.join(" and ", missing));
    }
}

package io.wadi.deploy;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;

/** Finds what is wrong with a login by Kerberos that neither Kafka nor a key distribution centre is needed for. */
final class KafkaKerberos {

    private static final String SERVICE = "serviceName";
    private static final String KEY_TAB = "keyTab";

    /** What lets Java's module log in without asking a user for the password. */
    private static final List<String> UNATTENDED =
            List.of("useKeyTab", "useTicketCache", "useFirstPass", "tryFirstPass");

    private final AbstractConfig config;
    private final AppConfigurationEntry module;

    /** Creates a check of a client with this login module. */
    KafkaKerberos(AbstractConfig config, AppConfigurationEntry module) {
        this.config = config;
        this.module = module;
    }

    /** What is wrong, with the name of the property. */
    Optional<String> problem() {
        return service().or(this::credentials);
    }

    private Optional<String> service() {
        String name = config.getString(SaslConfigs.SASL_KERBEROS_SERVICE_NAME);
        String ofModule = option(SERVICE);
        if (name == null && ofModule == null) {
            return Optional.of(
                    "sasl.mechanism GSSAPI needs sasl.kerberos.service.name, the name of the brokers' service,"
                            + " usually kafka");
        }
        return name == null || ofModule == null || name.equals(ofModule)
                ? Optional.empty()
                : Optional.of("sasl.kerberos.service.name is " + name + ", but serviceName in sasl.jaas.config is "
                        + ofModule + "; leave one of them out");
    }

    private Optional<String> credentials() {
        if (!module.getLoginModuleName().equals(KafkaLogin.KERBEROS)) {
            return Optional.empty();
        }
        if (UNATTENDED.stream().noneMatch(this::isTrue)) {
            return Optional.of(
                    SaslConfigs.SASL_JAAS_CONFIG + ": it needs useKeyTab=true with keyTab, or useTicketCache=true");
        }
        if (isTrue("useKeyTab")) {
            return file(KEY_TAB).or(this::keys);
        }
        return isTrue("useTicketCache") ? file("ticketCache") : Optional.empty();
    }

    /** Without the option, Java takes the file of the system. */
    private Optional<String> file(String option) {
        String file = option(option);
        return file == null
                ? Optional.empty()
                : UnreadableFile.reason(path(file))
                        .map(reason -> SaslConfigs.SASL_JAAS_CONFIG + ": " + option + " " + file + ": " + reason);
    }

    /** A name without a realm depends on the machine. */
    private Optional<String> keys() {
        String file = option(KEY_TAB);
        String name = option("principal");
        if (file == null || isTrue("useTicketCache") || name == null || !name.contains("@")) {
            return Optional.empty();
        }
        KerberosPrincipal principal = new KerberosPrincipal(name);
        KerberosKey[] keys = KeyTab.getInstance(principal, new File(path(file))).getKeys(principal);
        return keys.length > 0
                ? Optional.empty()
                : Optional.of(SaslConfigs.SASL_JAAS_CONFIG + ": " + KEY_TAB + " " + file + " has no key of " + name);
    }

    private static String path(String file) {
        return file.replaceFirst("^FILE:", "");
    }

    private boolean isTrue(String option) {
        return "true".equalsIgnoreCase(option(option));
    }

    private String option(String name) {
        return (String) module.getOptions().get(name);
    }
}

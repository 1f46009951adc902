package io.wadi.deploy;

import java.util.List;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;

/** Finds what is wrong with a login by OAuth tokens without a request to the server of tokens. */
final class KafkaTokens {

    private static final String HANDLER = SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS;

    /** Prefix of the options with which Kafka makes unsigned tokens, for tests. */
    private static final String UNSIGNED = "unsecuredLogin";

    private final AbstractConfig config;
    private final List<AppConfigurationEntry> modules;

    /** Creates a check of a client with these login modules. */
    KafkaTokens(AbstractConfig config, List<AppConfigurationEntry> modules) {
        this.config = config;
        this.modules = modules;
    }

    /** What is wrong, with the name of the property and without secrets. */
    Optional<String> problem() {
        Class<?> handler = config.getClass(HANDLER);
        if (handler == OAuthBearerLoginCallbackHandler.class) {
            return ofKafkasHandler();
        }
        boolean unsigned = modules.stream()
                .flatMap(module -> module.getOptions().keySet().stream())
                .anyMatch(option -> option.startsWith(UNSIGNED));
        return handler != null || unsigned
                ? Optional.empty()
                : Optional.of("sasl.mechanism OAUTHBEARER needs " + HANDLER + ", for example "
                        + OAuthBearerLoginCallbackHandler.class.getName()
                        + ", and sasl.oauthbearer.token.endpoint.url");
    }

    /** It checks its options before it asks for a token. */
    private Optional<String> ofKafkasHandler() {
        OAuthBearerLoginCallbackHandler handler = new OAuthBearerLoginCallbackHandler();
        try {
            handler.configure(config.values(), config.getString(SaslConfigs.SASL_MECHANISM), modules);
            return Optional.empty();
        } catch (KafkaException | IllegalArgumentException e) {
            return Optional.of(FrameworkReason.of(e));
        } finally {
            handler.close();
        }
    }
}

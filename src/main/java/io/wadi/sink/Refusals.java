package io.wadi.sink;

import io.wadi.database.SqlState;
import io.wadi.failure.Causes;
import io.wadi.message.KafkaFailures;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.kafka.common.errors.InvalidTopicException;

/**
 * Distinguishes receivers that refuse content permanently from receivers that are down, busy or misconfigured. A wrong
 * address, topic or password makes a receiver refuse every message, so the sink waits until an operator corrects it.
 */
final class Refusals {

    /** Bad request, content too large, URI too long, unprocessable content, header fields too large (RFC 9110, 6585). */
    private static final Set<Integer> STATUSES = Set.of(400, 413, 414, 422, 431);

    /** EMSGSIZE: a datagram has at most 65,507 bytes. */
    private static final String DATAGRAM_TOO_LONG = "Message too long";

    /** By name, because only those who want MQTT have this library. */
    private static final String MQTT_FAILURE = "org.eclipse.paho.mqttv5.common.MqttException";

    /**
     * Packet too large, as the broker says (reason 149, MQTT 5, section 3.14.2.1), or as the client says (51002) where the
     * broker has announced its limit. The client connects again by itself and forgets the message.
     */
    private static final Pattern MQTT_TOO_LARGE = Pattern.compile("Disconnect RC: 149\\b|\\(51002\\)");

    /** By name, because only those who send mails have this library. */
    private static final String MAIL_FAILURE = "org.eclipse.angus.mail.smtp.SMTPSendFailedException";

    /** RFC 5321 section 4.2.2, after the mail's data: too much of it, or the transaction failed. */
    private static final Pattern MAIL_REJECTED = Pattern.compile("^55[24]\\b");

    private Refusals() {}

    /** The reason of a permanent refusal; null if the failure is not one. */
    static String reason(Throwable failure) {
        return Causes.of(failure)
                .map(Refusals::of)
                .filter(reason -> reason != null)
                .findFirst()
                .orElse(null);
    }

    private static String of(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            // The message contains the URL, which may be a secret.
            return STATUSES.contains(http.getStatusCode()) ? "status " + http.getStatusCode() : null;
        }
        return isRefusal(failure)
                ? String.valueOf(failure.getMessage()).lines().findFirst().orElse("")
                : null;
    }

    private static boolean isRefusal(Throwable failure) {
        if (failure instanceof SQLException sql) {
            return SqlState.isOfContent(sql.getSQLState());
        }
        return KafkaFailures.isRefusedAlone(failure) && !(failure instanceof InvalidTopicException)
                || failure.getClass().getName().equals(MQTT_FAILURE)
                        && MQTT_TOO_LARGE.matcher(failure.toString()).find()
                || failure.getClass().getName().equals(MAIL_FAILURE)
                        && MAIL_REJECTED
                                .matcher(String.valueOf(failure.getMessage()))
                                .find()
                || failure instanceof IOException
                        && String.valueOf(failure.getMessage()).contains(DATAGRAM_TOO_LONG);
    }
}

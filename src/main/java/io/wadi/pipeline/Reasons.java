package io.wadi.pipeline;

import io.wadi.geoip.GeoIpFileException;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.PcapUnavailableException;
import io.wadi.settings.SettingException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;

/** Finds the sentence for the user among the causes that frameworks wrap around it. */
public final class Reasons {

    private Reasons() {}

    /** The message of the first cause that was written for the user, else of the innermost one. */
    public static String of(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException
                    || cause instanceof CaptureException
                    || cause instanceof PcapUnavailableException
                    || cause instanceof GeoIpFileException
                    || cause instanceof SettingException) {
                return cause.getMessage();
            }
            innermost = cause;
        }
        String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return subject(failure) + message;
    }

    /** A driver says what happened to it, and not which server it is about. */
    private static String subject(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return "The database fails: ";
            }
            if (cause instanceof KafkaException) {
                return "Kafka fails: ";
            }
        }
        return "";
    }
}

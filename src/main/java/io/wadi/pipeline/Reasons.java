package io.wadi.pipeline;

import io.wadi.failure.Causes;
import io.wadi.failure.OneSentence;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;

/** Finds the message for the user among wrapped causes. */
public final class Reasons {

    private Reasons() {}

    /** The message of the first cause that is written for users, otherwise that of the innermost cause. */
    public static String of(Throwable failure) {
        return Causes.find(failure, OneSentence.class)
                .map(OneSentence::getMessage)
                .orElseGet(() -> subject(failure) + message(Causes.innermost(failure)));
    }

    private static String message(Throwable innermost) {
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }

    /** A driver's message says what happened, but not which server it is about. */
    private static String subject(Throwable failure) {
        return Causes.of(failure)
                .map(cause -> cause instanceof SQLException
                        ? "The database fails: "
                        : cause instanceof KafkaException ? "Kafka fails: " : "")
                .filter(subject -> !subject.isEmpty())
                .findFirst()
                .orElse("");
    }
}

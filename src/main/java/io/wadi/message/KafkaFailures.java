package io.wadi.message;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;

/**
 * The meaning of a failure that Kafka's producer reports for a record. The producer itself retries every failure
 * that a retry can fix ({@link org.apache.kafka.common.errors.RetriableException}: no leader, too few replicas, an
 * unknown topic id, a corrupt request), for the time of {@code delivery.timeout.ms}, and does not report it.
 */
public final class KafkaFailures {

    /** Permanent errors of the broker or the producer for a single record. */
    private static final List<Class<? extends KafkaException>> FOR_GOOD = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            UnsupportedForMessageFormatException.class,
            PolicyViolationException.class,
            InvalidTopicException.class);

    /**
     * The producer's message for valid records of a batch in which the broker refused others; it has no class of its
     * own.
     */
    private static final String REFUSED_WITH_OTHERS = "Failed to append record because it was part of a batch";

    private KafkaFailures() {}

    /** Whether Kafka refuses the record permanently: it is too large, or the topic's rules do not allow it. */
    public static boolean isRefusal(Throwable failure) {
        return FOR_GOOD.stream().anyMatch(kind -> kind.isInstance(failure));
    }

    /**
     * Like {@link #isRefusal}, for a record that shared a batch with others: sent alone, it is either stored or
     * refused.
     */
    public static boolean isRefusedAlone(Throwable failure) {
        return isRefusal(failure) || isRefusedWithOthers(failure);
    }

    /**
     * Whether the record is certainly not on the topic and may be sent again: the sender has no permission, or the
     * batch of the record contained a refused one. After a time-out or when the producer was closed, this is unknown,
     * and sending it again could store it twice.
     */
    static boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || isRefusedWithOthers(failure);
    }

    private static boolean isRefusedWithOthers(Throwable failure) {
        return failure instanceof KafkaException
                && String.valueOf(failure.getMessage()).startsWith(REFUSED_WITH_OTHERS);
    }
}

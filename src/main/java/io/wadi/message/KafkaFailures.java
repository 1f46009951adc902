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

    /** What a broker, or the producer before it, answers to one record whatever is tried. */
    private static final List<Class<? extends KafkaException>> FOR_GOOD = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            UnsupportedForMessageFormatException.class,
            PolicyViolationException.class,
            InvalidTopicException.class);

    /** The producer's word for the good records of a batch in which the broker refused others; it has no class. */
    private static final String REFUSED_WITH_OTHERS = "Failed to append record because it was part of a batch";

    private KafkaFailures() {}

    /** Whether Kafka will never take the record: it is too large, or the topic's rules do not allow it. */
    public static boolean isRefusal(Throwable failure) {
        return FOR_GOOD.stream().anyMatch(kind -> kind.isInstance(failure));
    }

    /** The same of a record that may stand in a batch with others: sent alone, it is on the topic or is refused. */
    public static boolean isRefusedAlone(Throwable failure) {
        return isRefusal(failure) || isRefusedWithOthers(failure);
    }

    /**
     * Whether the record is not on the topic for certain, and may be sent again: who sends has no permission (any more),
     * or the record stood in a batch with one that was refused. A time-out or a producer that was closed leaves open
     * whether the record is there, and to send it again could store it twice.
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

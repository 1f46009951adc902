package io.wadi.store;

import io.wadi.database.SqlState;
import io.wadi.failure.Causes;
import io.wadi.message.Attempt;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code batch-limits}: makes batches smaller that cannot be stored. The consumer returns to the stored offset,
 * and its next batch has half as many offsets.
 *
 * <p>For content that the database refuses this finds the message: it is rejected alone. If it has several packets, a {@link
 * CulpritSearch} finds those to blame. Read again, they become a dead letter, in whose transaction the others and the offset are
 * stored. Then batches double. A batch that takes longer than the database's time-out is halved down to one message, which is
 * retried. Then batches grow by a tenth, because the size that is too large is near and costs a time-out each time.
 *
 * <p>The state is a few numbers per partition; after a restart of the process the search starts again. Thread-safe.
 */
public final class BatchLimits {

    private static final Logger LOG = LoggerFactory.getLogger(BatchLimits.class);

    /** Errors that the content of a message can cause in code. Other errors are temporary and are retried. */
    private static final List<Class<? extends Throwable>> FAULTS = List.of(
            ArithmeticException.class,
            ArrayStoreException.class,
            ClassCastException.class,
            DateTimeException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            NegativeArraySizeException.class,
            NoSuchElementException.class,
            NullPointerException.class,
            StackOverflowError.class,
            UnsupportedOperationException.class);

    /** More than a batch of the default settings. */
    private static final long LARGEST_LIMIT = 1 << 16;

    private static final int SLOW_GROWTH = 10;
    private static final int MOST_MOMENTS = 5;

    private record Reader(String consumer, TopicPartition partition) {}

    /** Most offsets of a batch, and the search in the first of them, or null. */
    private record Limit(long offsets, CulpritSearch search, boolean isSlow) {
        /** The limit after a batch was stored; null for no limit. */
        Limit afterSuccess() {
            if (search != null) {
                return new Limit(offsets, null, isSlow);
            }
            long more = isSlow ? Math.max(1, offsets / SLOW_GROWTH) : offsets;
            return offsets >= LARGEST_LIMIT ? null : new Limit(offsets + more, null, isSlow);
        }

        /** The limit while the content of this range is refused. What follows a record that is searched is read again later. */
        Limit afterRefusal(OffsetRange range, Attempt tried, String reason) {
            if (search == null) {
                return refused(range, reason);
            }
            return range.first() == search.offset() ? new Limit(1, search.afterRefusal(tried, reason), false) : this;
        }

        Limit afterTrial(Attempt tried) {
            return search == null ? this : new Limit(1, search.afterSuccess(tried), false);
        }

        /** The limit when the message at an offset is read. A search ends if another process has stored its record. */
        Limit at(long offset, boolean goesOn, IntSupplier contents) {
            if (search == null || goesOn && search.offset() != offset) {
                return this;
            }
            if (search.offset() != offset) {
                return new Limit(offsets, null, isSlow);
            }
            int packets = Math.max(1, contents.getAsInt());
            return packets == search.packets()
                    ? this
                    : new Limit(1, CulpritSearch.of(offset, packets, search.reason()), false);
        }

        static Limit refused(OffsetRange range, String reason) {
            long offsets = range.next() - range.first();
            return offsets > 1
                    ? new Limit(offsets / 2, null, false)
                    : new Limit(1, CulpritSearch.of(range.first(), 1, reason), false);
        }
    }

    private final StoreCounters counters;
    private final Map<Reader, Limit> limits = new ConcurrentHashMap<>();
    private final Set<Reader> rewinds = ConcurrentHashMap.newKeySet();

    /** Creates limits, which are not set for any partition yet; {@code counters} counts refused batches. */
    public BatchLimits(StoreCounters counters) {
        this.counters = counters;
    }

    /**
     * Whether the exchange failed because of the content of its batch: the database refused it, or the code that
     * prepares it threw. False if the batch has only dead letters, or if a step of the user's failed: then the failure has
     * another reason, and a retry loses nothing.
     */
    public boolean isContentFailure(Exchange exchange) {
        long read = exchange.getMessage().getHeader(StoreHeaders.READ, 0L, Long.class);
        return read > 0 && WadisFaults.contain(failure(exchange)) && reason(exchange) != null;
    }

    /** The reason if the content caused the failure, otherwise null. */
    private static String reason(Exchange exchange) {
        Throwable failure = failure(exchange);
        Optional<SQLException> refusal = Causes.of(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(sql -> SqlState.isOfContent(sql.getSQLState()) && !DayPartitions.isMoment(sql))
                .findFirst();
        if (refusal.isPresent()) {
            SQLException sql = refusal.get();
            return "the database rejects it (SQLSTATE " + sql.getSQLState() + "): " + line(sql.getMessage());
        }
        boolean fault = FAULTS.stream().anyMatch(kind -> kind.isInstance(failure));
        return fault && Causes.find(failure, SQLException.class).isEmpty()
                ? "it cannot be prepared for the database: " + line(failure.toString())
                : null;
    }

    private static Throwable failure(Exchange exchange) {
        return exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                : exchange.getException();
    }

    private static String line(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static Reader reader(Message message, OffsetRange range) {
        String consumer = message.getHeader(StoreHeaders.CONSUMER, String.class);
        return new Reader(consumer, new TopicPartition(range.topic(), range.partition()));
    }

    /** Makes the consumer return to the stored offset and read half of the refused batch. */
    public void refuse(Exchange exchange) {
        OffsetRange range = exchange.getMessage().getHeader(StoreHeaders.RANGE, OffsetRange.class);
        Reader reader = reader(exchange.getMessage(), range);
        String reason = reason(exchange);
        boolean isFirst = !limits.containsKey(reader);
        limits.compute(
                reader,
                (key, limit) -> limit == null
                        ? Limit.refused(range, reason)
                        : limit.afterRefusal(range, Attempt.of(exchange), reason));
        if (isFirst) {
            LOG.warn(
                    "{} cannot store {}: {}. It searches for the faulty messages and moves them to the dead letters",
                    reader.consumer(),
                    range,
                    reason);
        }
        counters.refused(reader.consumer());
        rewinds.add(reader);
    }

    /**
     * Whether a batch was refused only because a partition is being made for its rows, as on the first packets of a day. That ends
     * by itself; after some attempts it is a failure like others.
     */
    public boolean isMoment(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) < MOST_MOMENTS
                && Causes.of(failure(exchange))
                        .anyMatch(each -> each instanceof SQLException sql && DayPartitions.isMoment(sql));
    }

    /** Whether a failed exchange is a batch of several messages that took the database too long. */
    public boolean isTooSlow(Exchange exchange) {
        OffsetRange range = exchange.getMessage().getHeader(StoreHeaders.RANGE, OffsetRange.class);
        return range != null
                && range.next() - range.first() > 1
                && Causes.of(failure(exchange))
                        .anyMatch(each -> each instanceof SQLException sql && SqlState.isOfTimeout(sql.getSQLState()));
    }

    /** Sends the consumer of a batch that took too long back, to read half of it. */
    public void halve(Exchange exchange) {
        OffsetRange range = exchange.getMessage().getHeader(StoreHeaders.RANGE, OffsetRange.class);
        Reader reader = reader(exchange.getMessage(), range);
        long offsets = (range.next() - range.first()) / 2;
        if (limits.put(reader, new Limit(offsets, null, true)) == null) {
            LOG.warn(
                    "The database did not store {} of {} within its time-out: the next batch has at most {} messages",
                    range,
                    reader.consumer(),
                    offsets);
        }
        counters.slow(reader.consumer());
        rewinds.add(reader);
    }

    /** Called after a batch was stored: the next one may be larger. */
    void stored(String consumer, TopicPartition partition) {
        limits.computeIfPresent(new Reader(consumer, partition), (reader, limit) -> limit.afterSuccess());
    }

    /** Whether the consumer must return to the stored offset of a partition; returns true once. */
    boolean takeRewind(String consumer, TopicPartition partition) {
        return rewinds.remove(new Reader(consumer, partition));
    }

    /** Whether batches of a partition are limited. */
    boolean isSearching(String consumer, TopicPartition partition) {
        return limits.containsKey(new Reader(consumer, partition));
    }

    /** Most offsets of the next batch of a partition, or {@link Long#MAX_VALUE}. */
    long most(String consumer, TopicPartition partition) {
        Limit limit = limits.get(new Reader(consumer, partition));
        return limit == null ? Long.MAX_VALUE : limit.offsets();
    }

    /**
     * What is to be read of the message at an offset.
     *
     * @param goesOn whether earlier messages are under way; otherwise everything before it is stored
     * @param contents tells the number of packets of the message
     */
    Attempt attempt(String consumer, TopicPartition partition, long offset, boolean goesOn, IntSupplier contents) {
        Limit limit = limits.computeIfPresent(
                new Reader(consumer, partition), (reader, before) -> before.at(offset, goesOn, contents));
        return limit == null || limit.search() == null || limit.search().offset() != offset
                ? Attempt.ALL
                : limit.search().attempt();
    }

    /** Called after the store accepted a trial: the consumer goes back for the next one. */
    void passed(String consumer, TopicPartition partition, Attempt tried) {
        Reader reader = new Reader(consumer, partition);
        limits.computeIfPresent(reader, (key, limit) -> limit.afterTrial(tried));
        rewinds.add(reader);
    }

    /** Removes the limit of a partition that another process reads from now on. */
    void forget(String consumer, TopicPartition partition) {
        limits.remove(new Reader(consumer, partition));
        rewinds.remove(new Reader(consumer, partition));
    }
}

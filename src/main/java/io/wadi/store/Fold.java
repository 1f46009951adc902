package io.wadi.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.failure.Bounded;
import io.wadi.failure.PeriodicTask;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bean {@code fold}: moves what the stores of flows have appended ({@code pending_batches}) to
 * the shared sums, in transactions of a bounded number of sums. One process at a time does it,
 * whichever comes first; the others leave it to that one. The statement is {@code sql/store/fold.sql}. Thread-safe.
 */
public final class Fold implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fold.class);

    private static final Sql TRY_LOCK = Sql.file("store/try-fold-lock");
    private static final Sql LOCK = Sql.file("store/fold-lock");
    private static final Sql FOLD = Sql.file("store/fold");
    private static final Sql PENDING = Sql.file("store/pending");
    private static final Sql SIZE = Sql.file("store/pending-size");

    /** Deleted sums that are worth a VACUUM, which makes the room of some megabytes usable again. */
    private static final long DELETED = 50_000;

    /** A table that a flood has left larger than this gives its pages back, which may delay a store for some milliseconds. */
    private static final long LARGE_BYTES = 64L << 20;

    private static final int LOOK_MILLIS = 100;
    private static final Duration LAST_ROUNDS = Duration.ofSeconds(2);
    private static final long OTHERS_FOLD = -1;

    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final JdbcClient hurried;
    private final JdbcTemplate statements;
    private final long mostPending;
    private final FoldPace pace = new FoldPace(System::nanoTime);
    private final PeriodicTask task = new PeriodicTask("Folding sums", this::foldIfItIsDue);
    private volatile boolean more;
    private final AtomicLong deleted = new AtomicLong();
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Timer rounds = Timer.builder("wadi.fold.rounds")
            .description("Transactions in which this process folded pending sums, with their time")
            .register(meters);
    private final Counter sums = Counter.builder("wadi.fold.sums")
            .description("Pending sums that this process folded")
            .register(meters);
    private final Timer waits = Timer.builder("wadi.fold.waits")
            .description("Batches that waited because too many sums were pending, with the time that they waited")
            .register(meters);

    /**
     * Folds the tables of this database.
     *
     * @param mostPending sums that may be pending; while there are more, {@link #awaitRoom} waits
     */
    public Fold(DataSource database, long mostPending) {
        this.mostPending = mostPending;
        transaction = Jdbc.transaction(database);
        this.database = Jdbc.client(database);
        hurried = Jdbc.client(database, LAST_ROUNDS);
        statements = Jdbc.template(database);
    }

    /**
     * What route {@code fold} does: one transaction, if it is due, so that the route can stop before the next. A failure
     * is counted and logged once; the next run tries again.
     *
     * @return whether the next one is due already
     */
    public boolean run() {
        more = false;
        task.run();
        return more;
    }

    private void foldIfItIsDue() {
        if (pace.isDue(pending()) && round(TRY_LOCK, database) > 0) {
            vacuumIfItPays();
            more = pace.isDue(pending());
        }
    }

    /**
     * Folds about what is pending now, and waits for the process that folds already: for those who read the tables
     * themselves and not the views.
     *
     * @throws DataAccessException when the database is away
     * @throws TransactionException likewise
     */
    public void all() {
        long pending = pending();
        long folded = 1;
        while (folded > 0 && pending > 0) {
            folded = round(LOCK, database);
            pending -= folded;
        }
        vacuumIfItPays();
    }

    /**
     * What a store does before each batch: waits while too many sums are pending. A flood of new addresses is stored
     * faster than folded; it then waits in Kafka, and queries of pending sums stay fast.
     *
     * @throws InterruptedException when the route stops
     * @throws DataAccessException when the database is away
     */
    public void awaitRoom() throws InterruptedException {
        long began = System.nanoTime();
        boolean waited = false;
        while (pending() > mostPending) {
            waited = true;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (waited) {
            waits.record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private long pending() {
        return PENDING.on(database)
                .query((row, number) -> row.getLong("pending"))
                .single();
    }

    /** How many sums it folded; {@link #OTHERS_FOLD} where another process has the lock. */
    private long round(Sql lock, JdbcClient client) {
        long began = System.nanoTime();
        long folded;
        try {
            folded = transaction.execute(status -> lock.on(client)
                    .query(String.class)
                    .optional()
                    .map(locked -> FOLD.on(client, Map.of("most", pace.most()))
                            .query(Long.class)
                            .single())
                    .orElse(OTHERS_FOLD));
        } catch (DataAccessException | TransactionException e) {
            pace.failed();
            throw e;
        }
        if (folded > 0) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            pace.folded(took);
            rounds.record(took);
            sums.increment(folded);
            deleted.addAndGet(folded);
        }
        return folded;
    }

    private void vacuumIfItPays() {
        if (deleted.get() >= DELETED) {
            deleted.set(0);
            boolean large = SIZE.on(database).query(Long.class).single() > LARGE_BYTES;
            statements.execute("vacuum (skip_locked, truncate " + large + ") pending_batches");
        }
    }

    /**
     * Folds what is left, for a short time, so that who reads the tables after an end in order finds them whole. Ends in
     * time also if the database is away, whose pool then keeps the caller waiting.
     */
    @Override
    public void close() {
        Bounded.run("last fold", LAST_ROUNDS, this::foldRest);
    }

    private void foldRest() {
        long end = System.nanoTime() + LAST_ROUNDS.toNanos();
        try {
            while (task.problem().isEmpty() && round(TRY_LOCK, hurried) > 0 && System.nanoTime() - end < 0) {
                LOG.debug("Folded before the stop");
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Not folded before the stop; the next process folds the rest", e);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        meters.add(registry);
        task.bindTo(registry);
    }
}

package io.wadi.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the stores have appended and nobody has folded yet, as {@link #refresh} last saw it. Thread-safe. */
@ManagedResource(description = "Sums that are stored and not folded yet")
public final class PendingSums implements MeterBinder {

    private static final Sql PENDING = Sql.file("store/pending");
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long NONE = -1;

    /** What is pending, and since when (nanoTime) its oldest batch has been known. */
    private record Pending(long sums, long oldest, double seconds, long since) {}

    private final JdbcClient database;
    private final LongSupplier nanoTime;
    private volatile Pending pending = new Pending(0, NONE, 0, 0);

    /** Those of this database. */
    public PendingSums(DataSource database) {
        this(database, System::nanoTime);
    }

    PendingSums(DataSource database, LongSupplier nanoTime) {
        this.database = Jdbc.client(database, ANSWER);
        this.nanoTime = nanoTime;
    }

    /** Asks the database; takes some milliseconds. */
    public void refresh() {
        Pending before = pending;
        long now = nanoTime.getAsLong();
        pending = PENDING.on(database)
                .query((row, number) -> {
                    long oldest = row.getLong("oldest");
                    long since = oldest == before.oldest() ? before.since() : now;
                    return new Pending(row.getLong("pending"), oldest, row.getDouble("seconds"), since);
                })
                .single();
    }

    @ManagedAttribute(description = "Sums that are not folded yet")
    public long getSums() {
        return pending.sums();
    }

    @ManagedAttribute(description = "Age in seconds of the oldest sum that is not folded yet")
    public double getSeconds() {
        return pending.seconds();
    }

    /**
     * A phrase about what has been pending for so long; none where nothing has. By the monotonic clock, because the database's clock may be set.
     */
    public List<String> stalled(Duration patience) {
        Pending known = pending;
        return known.oldest() != NONE && nanoTime.getAsLong() - known.since() > patience.toNanos()
                ? List.of(known.sums() + " sums are pending")
                : List.of();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wadi.fold.pending", this, PendingSums::getSums)
                .description("Sums that are stored and not folded yet")
                .register(registry);
        Gauge.builder("wadi.fold.pending.age", this, PendingSums::getSeconds)
                .description("Age of the oldest sum that is not folded yet")
                .baseUnit("seconds")
                .register(registry);
    }
}

package io.wadi.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the stores have appended and nobody has folded yet, as {@link #refresh} last saw it. Thread-safe. */
@ManagedResource(description = "Sums that are stored and not folded yet")
public final class PendingSums implements MeterBinder {

    private static final Sql PENDING = Sql.file("store/pending");
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private record Pending(long sums, double seconds) {}

    private final JdbcClient database;
    private volatile Pending pending = new Pending(0, 0);

    /** Those of this database. */
    public PendingSums(DataSource database) {
        this.database = Jdbc.client(database, ANSWER);
    }

    /** Asks the database; takes some milliseconds. */
    public void refresh() {
        pending = PENDING.on(database)
                .query((row, number) -> new Pending(row.getLong("pending"), row.getDouble("seconds")))
                .single();
    }

    @ManagedAttribute(description = "Sums that are not folded yet")
    public long getSums() {
        return pending.sums();
    }

    @ManagedAttribute(description = "Seconds since the oldest sum was stored that is not folded yet")
    public double getSeconds() {
        return pending.seconds();
    }

    /** A phrase about what has been pending for so long; none where nothing has. */
    public List<String> stalled(Duration patience) {
        Pending known = pending;
        return known.seconds() > patience.toSeconds() ? List.of(known.sums() + " sums are pending") : List.of();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wadi.fold.pending", this, PendingSums::getSums)
                .description("Sums that are stored and not folded yet")
                .register(registry);
        Gauge.builder("wadi.fold.pending.age", this, PendingSums::getSeconds)
                .description("Time since the oldest sum was stored that is not folded yet")
                .baseUnit("seconds")
                .register(registry);
    }
}

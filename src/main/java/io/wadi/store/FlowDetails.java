package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.failure.PeriodicTask;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bean {@code flow-details}: completes {@code details_hour} and {@code details_day}, by the functions of {@code
 * sql/schema/R__selected_flows_details.sql}. Questions are right before and after, and faster after. One process at a time
 * does it. Used by one thread.
 */
public final class FlowDetails implements MeterBinder {

    private static final Sql SEAL = Sql.file("store/seal-details");

    /** Some fraction of a second of work in one transaction, during which sums are not folded. */
    private static final int MOST_HOURS = 1;

    private final JdbcClient database;
    private final PeriodicTask task = new PeriodicTask("Completing details of flows", this::seal);

    /** Completes those of this database. */
    public FlowDetails(DataSource database) {
        this.database = Jdbc.client(database);
    }

    /** Completes an hour, if one is due. A failure is counted and logged once; the next run tries again. */
    public void run() {
        task.run();
    }

    private void seal() {
        SEAL.on(database, Map.of("mostHours", MOST_HOURS)).query(Integer.class).single();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        task.bindTo(registry);
    }
}

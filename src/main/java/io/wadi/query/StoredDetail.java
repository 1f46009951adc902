package io.wadi.query;

import io.wadi.settings.Settings;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The time resolution of the flows that a database has now. Thread-safe. */
public final class StoredDetail implements Supplier<FlowDetail> {

    private final FlowDetail ofSettings;
    private final JdbcClient database;

    /** Of the flows of a database, with the window and the retention of the settings. */
    public StoredDetail(DataSource database, Settings settings) {
        this(JdbcClient.create(database), settings);
    }

    /** Of the flows of a database, with the window and the retention of the settings. */
    public StoredDetail(JdbcClient database, Settings settings) {
        this.database = database;
        ofSettings = FlowDetail.of(settings);
    }

    @Override
    public FlowDetail get() {
        return ofSettings.with(KeptSince.read(database));
    }
}

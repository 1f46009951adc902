package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.failure.StartException;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A start that ends in the midst of a migration, as by SIGKILL. */
class InterruptedMigrationIT {

    /** The commit of the history fails, as it does when the process ends before it. */
    @Test
    void isMadeByTheNextStart() throws Exception {
        Settings settings = TestServers.settings();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        JdbcTemplate database = new JdbcTemplate(source);
        TestSchema.migrateTo(source, "3");
        database.execute("create function fail() returns trigger language plpgsql as $$ begin"
                + " raise exception 'the process ended'; end $$");
        database.execute("create constraint trigger fail after insert on schema_history deferrable initially deferred"
                + " for each row execute function fail()");
        assertThatThrownBy(() -> Database.open(settings).close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the process ended");
        database.execute("drop trigger fail on schema_history");
        Database.open(settings).close();
        assertThat(database.queryForObject("select count(*) from schema_history where not success", Long.class))
                .isZero();
    }
}

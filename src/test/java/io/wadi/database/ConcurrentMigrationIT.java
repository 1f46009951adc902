package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Several processes that start on a database whose tables one of them has to migrate. */
@LongTest(seconds = 70)
class ConcurrentMigrationIT {

    /** Longer than Flyway waits by default. */
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aStartWaitsForTheMigrationOfAnotherProcessHoweverLongItTakes() throws Exception {
        Settings settings = TestServers.settings();
        Database.open(settings).close();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        ExecutorService processes = Executors.newFixedThreadPool(2);
        try (Connection busy = source.getConnection();
                Statement statement = busy.createStatement()) {
            statement.execute("update schema_history set checksum = 0 where description = 'bi views'");
            busy.setAutoCommit(false);
            statement.execute("lock table schema_history in share mode");
            Future<Integer> first = processes.submit(() -> migrate(settings));
            Future<Integer> second = processes.submit(() -> migrate(settings));
            await().atMost(LONG.plusSeconds(30)).during(LONG).until(() -> true);
            busy.rollback();
            assertThat(first.get(LONG.toSeconds(), TimeUnit.SECONDS)).isPositive();
            assertThat(second.get(LONG.toSeconds(), TimeUnit.SECONDS)).isPositive();
        } finally {
            processes.shutdownNow();
        }
    }

    private static int migrate(Settings settings) throws Exception {
        try (HikariDataSource database = Database.open(settings)) {
            return database.getMaximumPoolSize();
        }
    }
}

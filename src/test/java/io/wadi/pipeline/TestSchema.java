package io.wadi.pipeline;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Creates the tables in a test's database, as {@code Database} does. */
public final class TestSchema {

    private TestSchema() {}

    /** In the database that the settings name. */
    public static void migrate(Settings settings) {
        migrate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), ""));
    }

    /** In this database. */
    public static void migrate(DataSource database) {
        Flyway.configure(TestSchema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:sql/schema")
                .table("schema_history")
                .load()
                .migrate();
    }

    /** In this database, as an earlier version of Wadi created them, without views and functions. */
    public static void migrateTo(DataSource database, String version) {
        Flyway.configure(TestSchema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:sql/schema")
                .table("schema_history")
                .repeatableSqlMigrationPrefix("NONE")
                .target(version)
                .load()
                .migrate();
    }
}

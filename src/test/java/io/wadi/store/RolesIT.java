package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.embedded.EmbeddedPostgres;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code R__roles.sql}: the rights of each role, and that the migration does not need the right to create roles. */
class RolesIT {

    private static final String NOT_ALLOWED = "42501";

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start(folder.resolve("data"), folder.resolve("programs"), Settings.load());
        execute(admin(postgres.url()), "create schema bi", "create view bi.figures as select 1 as one");
        migrate(postgres.url(), postgres.user(), "");
        execute(
                admin(postgres.url()),
                "create role wendy login password 'w' in role wadi_writer",
                "create role rita login password 'r' in role wadi_reader");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static void migrate(String url, String user, String password) {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:sql/schema")
                .table("schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static Connection admin(String url) throws SQLException {
        return DriverManager.getConnection(url, postgres.user(), "");
    }

    private static Connection as(String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.url(), user, password);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void isRefused(String user, String password, String sql) {
        assertThatThrownBy(() -> execute(as(user, password), sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    @Test
    void writerStoresAndMakesDaysAndChangesNoTable() throws SQLException {
        execute(
                as("wendy", "w"),
                "select wadi_ensure_day('traffic', current_date)",
                "insert into traffic (src_ip, dst_ip, protocol, bytes, \"timestamp\", transport, length, probe)"
                        + " values ('192.0.2.1', '192.0.2.2', 'DNS', 60, now(), 'UDP', 74, 'test')",
                "insert into ingest_offsets (consumer, topic, partition, next_offset) values ('c', 't', 0, 1)",
                "update ingest_offsets set next_offset = 2",
                "select wadi_drop_partition('traffic', now() - interval '30 days')",
                "select wadi_delete_old('traffic', now() - interval '30 days', 10)",
                "select wadi_reserve_range('traffic', now() + interval '3 days', now() + interval '4 days')",
                "select wadi_settle_range('traffic', now() + interval '3 days', now() + interval '4 days')",
                "select wadi_release_range('traffic')",
                "insert into pending_batches overriding user value select * from pending_batches",
                "delete from pending_batches",
                "vacuum pending_batches",
                "select * from schema_history");
        isRefused("wendy", "w", "drop table traffic");
        isRefused("wendy", "w", "alter table hosts add column x int");
        isRefused("wendy", "w", "delete from schema_history");
        isRefused("wendy", "w", "update readers set condition = 'true'");
    }

    /** Each start migrates; for a writer there must be nothing to do, and no failure. */
    @Test
    void writerMayStartOnMigratedTables() {
        migrate(postgres.url(), "wendy", "w");
    }

    @Test
    void readerReadsSchemaBiAndNothingElse() throws SQLException {
        execute(as("rita", "r"), "select * from bi.figures");
        for (String table : new String[] {"traffic", "flows", "hosts", "geoip", "ingest_offsets", "schema_history"}) {
            isRefused("rita", "r", "select * from " + table);
        }
        isRefused("rita", "r", "select wadi_drop_partition('traffic', now())");
        isRefused("rita", "r", "create view bi.mine as select 1");
    }

    @Test
    void readerReadsViewsThatComeLater() throws SQLException {
        execute(admin(postgres.url()), "create view bi.later as select count(*) from traffic");
        execute(as("rita", "r"), "select * from bi.later");
    }

    /** Where the roles cannot be made, all the rest is: an owner needs no right but its database. */
    @Test
    void anOwnerWithoutCreateRoleMigratesToo() throws Exception {
        try (EmbeddedPostgres other =
                EmbeddedPostgres.start(folder.resolve("other"), folder.resolve("programs"), Settings.load())) {
            try (Connection admin = DriverManager.getConnection(other.url(), other.user(), "");
                    Statement statement = admin.createStatement()) {
                statement.execute("create role owen login password 'o'");
                statement.execute("create database plain owner owen");
            }
            String url = other.url().replaceFirst("/[^/]*$", "/plain");
            migrate(url, "owen", "o");
            try (Connection owner = DriverManager.getConnection(url, "owen", "o");
                    Statement statement = owner.createStatement();
                    ResultSet roles = statement.executeQuery(
                            "select (select count(*) from pg_roles where rolname like 'wadi\\_%'),"
                                    + " to_regclass('traffic') is not null")) {
                roles.next();
                assertThat(roles.getInt(1)).isZero();
                assertThat(roles.getBoolean(2)).isTrue();
            }
        }
    }

    /** docker-compose.yml makes the reader before there is anything to read. */
    @Test
    void theReaderOfTheContainersReadsWhatIsMadeLater() throws Exception {
        try (EmbeddedPostgres other =
                EmbeddedPostgres.start(folder.resolve("containers"), folder.resolve("programs"), Settings.load())) {
            try (Connection admin = DriverManager.getConnection(other.url(), other.user(), "");
                    Statement statement = admin.createStatement()) {
                for (String sql : statementsOfTheContainers()) {
                    statement.execute(sql.replace(":'password'", "'w'").replace(":'reader'", "'r'"));
                }
            }
            String url = other.url().replaceFirst("/[^/]*$", "/wadi");
            migrate(url, "wadi", "w");
            try (Connection reader = DriverManager.getConnection(url, "reader", "r")) {
                try (var rows = reader.createStatement().executeQuery("show statement_timeout")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("10min");
                }
                execute(reader, "select * from bi.fact_flow_minutes");
            }
            assertThatThrownBy(() -> execute(DriverManager.getConnection(url, "reader", "r"), "select * from flows"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
        }
    }

    private static String[] statementsOfTheContainers() throws IOException {
        String compose = Files.readString(Path.of("docker-compose.yml"));
        String script = compose.substring(compose.indexOf("<<'SQL'") + "<<'SQL'".length());
        return script.substring(0, script.indexOf(" SQL\n")).strip().split(";\\s*");
    }
}

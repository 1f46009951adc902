package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas and owners: two Wadis in one database, and users without the right to create tables. */
class SchemasIT {

    private static final String USER = "walter_without";

    private Settings settings;
    private String url;

    @BeforeEach
    void database() throws Exception {
        settings = TestServers.settings();
        url = settings.text(DatabaseSettings.URL);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String query, String... before) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : before) {
                statement.execute(sql);
            }
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void migrate(String parameters) throws StartException {
        settings.set("wadi.database.url", url + parameters);
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache())) {
            pipeline.start();
        }
    }

    private String refusal(String parameters) {
        return catchThrowableOfType(StartException.class, () -> migrate(parameters))
                .getMessage();
    }

    @Test
    void eachSchemaHasViewsAndRolesOfItsOwn() throws Exception {
        execute("create schema west", "create schema \"Far East\"");
        migrate("");
        migrate("?currentSchema=west");
        migrate("?currentSchema=%22Far%20East%22");
        migrate("");
        for (String schema : new String[] {"public", "west", "\"Far East\""}) {
            execute("insert into " + schema + ".traffic_default (src_ip, dst_ip, protocol, bytes, \"timestamp\","
                    + " transport, length, probe) values ('192.0.2.1', '192.0.2.2', 'DNS', 60, '1990-01-01', 'UDP', 74, '"
                    + schema.replace("\"", "") + "')");
        }
        assertThat(ask("select string_agg(probe, ',') from bi.fact_packets")).isEqualTo("public");
        assertThat(ask("select string_agg(probe, ',') from west_bi.fact_packets"))
                .isEqualTo("west");
        assertThat(ask("select string_agg(probe, ',') from \"Far East_bi\".fact_packets"))
                .isEqualTo("Far East");
        String may = "select has_schema_privilege('%s', '%s', 'USAGE')";
        assertThat(ask(may.formatted("wadi_reader", "bi"))).isEqualTo("t");
        assertThat(ask(may.formatted("wadi_reader", "west_bi"))).isEqualTo("f");
        assertThat(ask(may.formatted("wadi_reader_west", "west_bi"))).isEqualTo("t");
        assertThat(ask(may.formatted("wadi_reader_west", "bi"))).isEqualTo("f");
        assertThat(ask(may.formatted("wadi_writer_west", "west"))).isEqualTo("t");
        execute("insert into west.flows_hour values ('2020-01-01 05:00Z', '192.0.2.1', '192.0.2.2', 'DNS', 7, 60)");
        assertThat(ask(
                        "select sum(packets) from west_bi.flows_between(0, 2000000000, 'hour')",
                        "set role wadi_reader_west"))
                .isEqualTo("7");
        assertThat(ask("select has_table_privilege('wadi_writer_west', 'traffic', 'INSERT')"))
                .isEqualTo("f");
        assertThat(ask("select has_table_privilege('wadi_writer_west', 'west.traffic', 'INSERT')"))
                .isEqualTo("t");
    }

    @Test
    void itsReadersNeedNoSearchPath() throws Exception {
        execute("create schema west");
        migrate("?currentSchema=west");
        execute(
                "insert into west.hosts (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received, scope)"
                        + " values ('192.0.2.1', now(), now(), 7, 0, 60, 0, 'documentation')");
        String[] asReader = {"set role wadi_reader_west"};
        assertThat(ask("select min(scope) from west_bi.dim_host", asReader)).isEqualTo("documentation");
        assertThat(ask("select count(*) from west_bi.flows_between(0, 2000000000)", asReader))
                .isEqualTo("0");
        assertThat(ask("select bars from west_bi.bars_between(0, 2000000000)", asReader))
                .isEqualTo("day");
    }

    @Test
    void tablesOfANewerWadi() throws Exception {
        migrate("");
        execute("insert into schema_history values (99, '99', 'next table', 'SQL', 'V99__next_table.sql', 1, 'wadi',"
                + " now(), 1, true)");
        assertThat(refusal(""))
                .startsWith("The tables cannot be migrated, the database at ")
                .endsWith(", because a newer Wadi has changed them (99): upgrade this Wadi");
    }

    @Test
    void tablesOfAnotherBuild() throws Exception {
        migrate("");
        execute("update schema_history set checksum = 1 where version = '2'");
        assertThat(refusal(""))
                .contains("another build of Wadi created them (Migration checksum mismatch for migration version 2");
    }

    /** As a version made them that knew one name only. */
    @Test
    void viewsOfAnotherSchemaAreNotTaken() throws Exception {
        execute(
                "create schema old",
                "create table old.traffic (id bigint)",
                "create schema bi",
                "create view bi.fact_packets as select id from old.traffic");
        assertThat(refusal("")).contains("schema bi show the tables of schema old", "drop schema bi cascade");
        assertThat(ask("select count(*) from bi.fact_packets")).isEqualTo("0");
    }

    @Test
    void aSchemaThatIsNotThere() {
        assertThat(refusal("?currentSchema=nowhere"))
                .contains("does not have the schema", "currentSchema", "create it");
    }

    @Test
    void aServerThatIsTooOld() throws Exception {
        try (OlderServer older = new OlderServer(url, "14")) {
            url = older.url(url);
            assertThat(refusal("")).contains("The database at " + url + " is PostgreSQL 14; Wadi needs 15 or later");
        }
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldWhatToGrant() throws Exception {
        execute("drop role if exists " + USER, "create role " + USER + " login");
        settings.set("wadi.database.user", USER);
        String database = url.replaceAll(".*/", "");
        String onSchema = "grant create on schema public to " + USER;
        String onDatabase = "grant create on database " + database + " to " + USER;
        assertThat(refusal("")).contains("does not let user " + USER + " create", onSchema + "; " + onDatabase + ";");
        execute(onSchema);
        assertThat(refusal("")).contains(onDatabase).doesNotContain(onSchema);
        execute(onDatabase);
        migrate("");
        execute("drop owned by " + USER + " cascade", "drop role " + USER);
    }

    @Test
    void tablesOfAnotherRole() throws Exception {
        migrate("");
        execute(
                "delete from schema_history where version is null",
                "drop role if exists " + USER,
                "create role " + USER + " login",
                "grant create on schema public to " + USER,
                "grant create on database " + url.replaceAll(".*/", "") + " to " + USER,
                "grant all on schema_history to " + USER);
        settings.set("wadi.database.user", USER);
        assertThat(refusal("")).contains("they belong to role postgres");
        execute("drop owned by " + USER + " cascade", "drop role " + USER);
    }
}

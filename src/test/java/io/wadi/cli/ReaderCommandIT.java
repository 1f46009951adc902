package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The command on a database, as its owner and as others. */
class ReaderCommandIT {

    private static String url;
    private static JdbcTemplate database;

    @BeforeAll
    static void makeTables() throws Exception {
        Settings settings = TestServers.withTables();
        url = settings.text(DatabaseSettings.URL);
        database = new JdbcTemplate(new DriverManagerDataSource(url, settings.get(DatabaseSettings.USER), ""));
    }

    private static CommandLineRun run(String user, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("reader", "--set", "wadi.database.url=" + url, "--set", "wadi.database.user=" + user));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static void fails(CommandLineRun run, String sentence) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wadi: ").hasLineCount(1).contains(sentence);
    }

    @Test
    void setsListsAndRemoves() {
        String name = "cora_" + database.queryForObject("select current_database()", String.class);
        CommandLineRun first = run("postgres", name, "--filter", "host in 10.1.0.0/16");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err())
                .contains(name + " sees the flows that match, in schema bi_" + name)
                .contains("alter role " + name + " password");
        CommandLineRun again = run("postgres", name, "--filter", "port = 443 and protocol = TLS");
        assertThat(again.err())
                .contains("sums by hour and day do not have port")
                .contains("fact_packets is left out")
                .doesNotContain("password");
        assertThat(run("postgres").out())
                .contains(name + " (schema bi_" + name + "): port = 443 and protocol = TLS")
                .doesNotContain("reads also");
        assertThat(run("postgres", name, "--remove").err()).contains(name + " sees nothing of this database any more");
        assertThat(run("postgres").err()).contains("no reader has a filter");
        fails(run("postgres", name, "--remove"), "There is no reader " + name + " with a filter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dora|Say what reader dora may see with --filter, or --remove it",
                "--remove|Name the reader",
                "dora --filter port=x|The filter has 'x' at position 6",
                "dora --filter|Missing required parameter for option '--filter'",
                "dora --filter port=1 --remove|mutually exclusive"
            })
    void wrongUsageIsExplained(String arguments, String sentence) {
        CommandLineRun run = run("postgres", arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).contains("Usage: wadi reader");
    }

    @Test
    void namesThatNeedQuotesAreRefused() {
        fails(run("postgres", "Dora", "--filter", "port = 1"), "A reader's name is at most 40 lower-case letters");
    }

    @Test
    void othersThanTheOwnerAreRefused() {
        String other = "other_" + database.queryForObject("select current_database()", String.class);
        database.execute("create role " + other + " login");
        fails(run(other, "dora", "--filter", "port = 1"), "There is no role dora, and this user may not create it");
        fails(run(other), "does not let user " + other + " do that: permission denied for table readers");
        fails(run(other), "Wadi's commands need the one that Wadi stores with");
    }

    @Test
    void aDatabaseWithoutTablesIsExplained() throws Exception {
        String empty = TestServers.settings().text(DatabaseSettings.URL);
        fails(
                CommandLineRun.of(
                        "reader", "--set", "wadi.database.url=" + empty, "--set", "wadi.database.user=postgres"),
                "has no tables of this version of Wadi");
    }
}

package io.wadi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.cli.CommandLineRun;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.web.Chromium;
import io.wadi.web.KnownFlows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The command with a real database, and its file in a browser without any server. */
class ReportIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String[] MONTH = {"--from", "2026-03-01T00:00:00Z", "--to", "2026-03-31T00:00:00Z"};
    private static final String EVIL = "</script><script>document.title='broken'</script>";

    @TempDir
    private static Path folder;

    private static Settings settings;
    private static JdbcTemplate database;

    @BeforeAll
    static void store() throws Exception {
        settings = TestServers.settings();
        database = new JdbcTemplate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), ""));
        TestSchema.migrate(database.getDataSource());
        KnownFlows.store(settings);
        database.update("update hosts set name = ? where ip = '203.0.113.5'", EVIL);
    }

    private static CommandLineRun report(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("report", "--out", out));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--set", "wadi.database.url=" + settings.text(DatabaseSettings.URL)));
        arguments.addAll(List.of("--set", "wadi.database.user=postgres"));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private static long sql(String query) {
        return database.queryForObject(query, Long.class);
    }

    @Test
    void theEightFiguresAreThoseOfTheFlowsAndNobodyIsAsked() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "Chromium is not installed: the report is not looked at in a browser");
        Path file = folder.resolve("report.html");
        assertThat(report(file.toString(), MONTH).status()).isZero();
        try (Chromium browser = Chromium.start(program.get())) {
            browser.look(900, 1180, "dark");
            browser.open(file.toUri().toString());
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            browser.evaluate("document.title").asText())
                    .startsWith("Network traffic, "));

            assertThat(value(browser, "[data-figure=packets]")).isEqualTo(sql("select sum(packets) from flows"));
            assertThat(value(browser, "[data-figure=bytes]")).isEqualTo(sql("select sum(bytes) from flows"));
            assertThat(value(browser, "[data-figure=hosts]"))
                    .isEqualTo(sql("select count(*) from (select src_ip from flows union select dst_ip from flows) h"));
            assertThat(value(browser, "[data-figure=countries]")).isEqualTo(2);
            assertThat(value(browser, "#time-chart")).isEqualTo(sql("select sum(bytes) from flows"));
            assertThat(value(browser, "#protocol-list li"))
                    .isEqualTo(sql("select sum(bytes) from flows group by protocol order by 1 desc limit 1"));
            assertThat(value(browser, "#talker-list li"))
                    .isEqualTo(sql("select sum(bytes) from flows group by src_ip order by 1 desc limit 1"));
            assertThat(value(browser, "#map")).isEqualTo(sql("select count(*) from geoip"));
            assertThat(value(browser, "#country-list li")).isEqualTo(1);
            assertThat(browser.evaluate("document.querySelector('#talker-list .label').textContent")
                            .asText())
                    .isEqualTo(EVIL);
            assertThat(browser.evaluate("document.querySelectorAll('button, a, form').length")
                            .asInt())
                    .as("things to click")
                    .isZero();
            assertThat(browser.requests()).containsExactly(file.toUri().toString());
            assertThat(browser.complaints()).isEmpty();
            browser.screenshot(SCREENSHOTS.resolve("report.png"));
        }
    }

    private static long value(Chromium browser, String selector) throws Exception {
        return browser.evaluate("Number(document.querySelector(\"" + selector + "\").dataset.value)")
                .asLong();
    }

    @Test
    void aFilterSelectsTheFlowsAndStandsInTheReport() throws Exception {
        Path file = folder.resolve("filtered.html");
        String[] filter = {MONTH[0], MONTH[1], MONTH[2], MONTH[3], "--filter", "protocol = DNS and not country = XX"};
        CommandLineRun run = report(file.toString(), filter);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(file))
                .contains("\"filter\":\"protocol = DNS and not country = XX\"")
                .contains("\"totals\":[{\"packets\":" + sql("select sum(packets) from flows where protocol = 'DNS'"));

        String[] nothing = {MONTH[0], MONTH[1], MONTH[2], MONTH[3], "--filter", "protocol = Nothing"};
        assertThat(report(folder.resolve("none.html").toString(), nothing).err())
                .startsWith("wadi: No packets that match the filter from 2026-03-01");
    }

    @Test
    void aPdfIsOnePageBesideTheHtml() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "Chromium is not installed: no PDF can be printed");
        String[] more = {MONTH[0], MONTH[1], MONTH[2], MONTH[3], "--pdf"};
        assertThat(report(folder.resolve("both.html").toString(), more).status())
                .isZero();
        assertThat(folder.resolve("both.html")).isRegularFile();
        assertThat(report(folder.resolve("only.PDF").toString(), MONTH).status())
                .isZero();
        for (String name : List.of("both.pdf", "only.PDF")) {
            String pdf = Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
            assertThat(pdf).startsWith("%PDF-").containsPattern("/Type /Pages\\s*/Count 1\\b");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void anEmptyRangeSaysWhatThereIs() {
        Path file = folder.resolve("empty.html");
        CommandLineRun run = report(file.toString(), "--from", "2025-01-01T00:00:00Z", "--to", "2025-01-02T00:00:00Z");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("No packets from 2025-01-01T00:00:00Z to 2025-01-02T00:00:00Z")
                .contains("the stored packets are from 2026-03-10T12:00:00Z to 2026-03-20T10:00:00Z");
        assertThat(file).doesNotExist();
    }

    @Test
    void aDatabaseWithoutTablesIsToldFromAnEmptyOne() throws Exception {
        Settings bare = TestServers.settings();
        CommandLineRun run = CommandLineRun.of(
                "report",
                "--out",
                folder.resolve("bare.html").toString(),
                "--set",
                "wadi.database.url=" + bare.text(DatabaseSettings.URL),
                "--set",
                "wadi.database.user=postgres");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("has no tables of this version of Wadi");
    }
}

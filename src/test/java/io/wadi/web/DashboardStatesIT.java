package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The page when something is wrong, missing or paused, and its use by keyboard and screen reader. The test triggers the
 * timer of the page.
 */
@WithBrowser
class DashboardStatesIT {

    /** Keeps the page's timer for the test, and counts what it asks for. */
    private static final String HOOKS = """
        window.letTimeRun = ((set, clear) => () => { setTimeout = set; clearTimeout = clear; })(setTimeout, clearTimeout);
        window.setTimeout = callback => { window.timer = callback; return 1; };
        window.clearTimeout = () => { window.timer = null; };
        window.asked = 0;
        const real = window.fetch;
        window.fetch = (...what) => { window.asked++; return real(...what); };
        """;

    private static Settings settings;
    private static ApiServer server;
    private static TestBrowser browser;
    private static JdbcTemplate database;

    private Page page;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        settings = TestServers.withTables();
        KnownFlows.store(settings);
        database = new JdbcTemplate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), ""));
        database.update("""
            insert into alerts (detection, severity, subject, title, opened_at, updated_at, closed_at, last_seen, score,
                evidence, acknowledged_at)
            values
                ('port-scan-vertical', 'high', '10.0.0.1', '10.0.0.1 tried 312 ports of 203.0.113.5',
                    '2026-03-10 12:01Z', '2026-03-10 12:05Z', null, '2026-03-10 12:05Z', 3.1, '{"ports": 312}', null),
                ('traffic-spike', 'medium', 'AS64500', 'Seven times the usual traffic with AS64500 Example Net',
                    '2026-03-10 12:02Z', '2026-03-10 12:05Z', null, '2026-03-10 12:05Z', 7, '{}', '2026-03-10 12:04Z'),
                ('silent-host', 'low', '10.0.0.2', '10.0.0.2 has gone silent',
                    '2026-03-10 12:00Z', '2026-03-10 12:05Z', '2026-03-10 12:03Z', '2026-03-10 12:03Z', 1, '{}', null)
            """);
        server = ApiServer.start(settings);
        browser = shared;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newPage() {
        page = browser.page(1280);
        page.addInitScript(HOOKS);
    }

    private void open(String query) {
        page.navigate(server.url() + "?" + query);
        awaitQuiet();
    }

    /** By asking again and again: the page's policy forbids the code that Playwright would wait with. */
    private void awaitQuiet() {
        await().atMost(TestBrowser.PATIENCE).until(() -> (Boolean) page.evaluate(
                "document.getElementById('main').getAttribute('aria-busy') === 'false' && !!window.timer"));
    }

    /** Lets the time go by until the page looks again, and answers how much it asks for. */
    private int tick() {
        return ((Number)
                        page.evaluate("() => { const before = asked; const go = timer; go(); return asked - before; }"))
                .intValue();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator figure(String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name))
                .locator(".figure");
    }

    private Locator banner() {
        return page.getByRole(AriaRole.STATUS);
    }

    @Test
    void pausedItAsksForNothingAndGoesOnAfterwards() {
        open("last=3650d");
        assertThat(figure("Total packets")).hasText("31");
        assertThat(tick()).as("questions of a live page").isPositive();
        awaitQuiet();

        Locator live = page.locator("#live");
        assertThat(live).hasAttribute("aria-pressed", "true");
        live.click();
        assertThat(live).hasText("Paused");
        assertThat(live).hasAttribute("aria-pressed", "false");
        assertThat(tick()).as("questions of a paused page").isZero();
        try {
            database.update("update flows_day set packets = packets + 1000 where protocol = 'SSH'");
            assertThat(tick()).isZero();
            assertThat(figure("Total packets")).hasText("31");
            live.click();
            assertThat(live).hasText("Live");
            assertThat(figure("Total packets")).hasText("1,031");
        } finally {
            database.update("update flows_day set packets = packets - 1000 where protocol = 'SSH'");
        }
    }

    @Test
    void withTheDatabaseAwayItSaysSoKeepsTheFiguresAndRecovers() {
        open(KnownFlows.HOUR);
        assertThat(banner()).isHidden();
        admit(false);
        try {
            tick();
            page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
            assertThat(banner())
                    .hasText(Pattern.compile("The database does not answer; the page continues as soon as the answer "
                            + "comes\\."
                            + " The figures are from \\d\\d:\\d\\d:\\d\\d\\."));
            assertThat(figure("Total packets")).hasText("25");
            assertThat(page.locator("#health-pill")).hasText("No database");
            browser.shoot("database-away.png");
        } finally {
            admit(true);
        }
        awaitQuiet();
        await().atMost(TestBrowser.PATIENCE).untilAsserted(() -> {
            tick();
            awaitQuiet();
            assertThat(banner().isHidden()).isTrue();
        });
        assertThat(figure("Total packets")).hasText("25");
    }

    /** Lets nobody into the test's own database, or in again. */
    private static void admit(boolean anybody) {
        String name = settings.text(DatabaseSettings.URL).replaceAll(".*/", "");
        JdbcTemplate admin = new JdbcTemplate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL).replaceAll("/[^/]*$", "/postgres"), "postgres", ""));
        admin.execute("alter database " + name + " with allow_connections " + anybody);
        if (!anybody) {
            admin.queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        }
    }

    @Test
    void withTheServerAwayItSaysSoAndRecovers() {
        open(KnownFlows.HOUR);
        page.context().setOffline(true);
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
        assertThat(banner()).containsText("Wadi does not answer; the page continues as soon as the answer comes.");
        page.context().setOffline(false);
        awaitQuiet();
        tick();
        assertThat(banner()).isHidden();
        assertThat(figure("Bytes transferred")).hasText("7.00\u202fkB");
    }

    @Test
    void aRangeThatMakesNoSenseIsAnsweredWithASentence() {
        open("last=soon");
        assertThat(banner()).containsText("Parameter last must be a number and s, m, h or d");
        button("1h").click();
        assertThat(banner()).isHidden();
    }

    @Test
    void filtersThatMatchNothingComeOffAgain() {
        open(KnownFlows.HOUR + "&host=10.0.0.1&protocol=DNS");
        assertThat(page.getByText("No packets match these filters in this range"))
                .isVisible();
        assertThat(figure("Total packets")).hasText("0");
        browser.shoot("empty-filtered.png");
        button("Remove the filters").click();
        assertThat(figure("Total packets")).hasText("25");
        assertThat(page.getByText("No packets match these filters in this range"))
                .isHidden();
        assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Filters")))
                .isHidden();
    }

    @Test
    void filtersAreReachedByKeyboardAndComeOffByIt() {
        open(KnownFlows.HOUR);
        List<String> reached = new ArrayList<>();
        String name;
        do {
            page.keyboard().press("Tab");
            name = (String) page.evaluate("document.activeElement.closest('li, button, a')?.innerText.trim() ?? ''");
            reached.add(name.replaceAll("\\s+", " "));
        } while (!name.contains("Germany") && reached.size() < 80);
        assertThat(reached)
                .startsWith("Skip to the figures", "5m", "15m", "1h")
                .anyMatch(text -> text.startsWith("TLS"))
                .anyMatch(text -> text.startsWith("example.org"))
                .last()
                .asString()
                .startsWith("Germany");

        page.keyboard().press("Enter");
        assertThat(figure("Total packets")).hasText("18");
        Locator chip = button("Remove filter country Germany");
        chip.focus();
        page.keyboard().press("Enter");
        assertThat(figure("Total packets")).hasText("25");
        assertThat(chip).isHidden();
        assertThat(page.evaluate("document.activeElement.id"))
                .as("focus after the filter is gone")
                .isEqualTo("main");
    }

    @Test
    void alertsShowWhatIsOpenFirstAndLeadToTheHost() {
        open(KnownFlows.HOUR);
        Locator alerts = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Alerts"));
        Locator lines = alerts.getByRole(AriaRole.LISTITEM);
        assertThat(alerts.locator(".aside")).hasText("2 open of 3");
        assertThat(lines).hasCount(3);
        assertThat(lines.nth(0)).containsText("Seven times the usual traffic");
        assertThat(lines.nth(0)).containsText("open, acknowledged");
        assertThat(lines.nth(1)).containsText("high");
        assertThat(lines.nth(1)).containsText("10.0.0.1 tried 312 ports");
        assertThat(lines.nth(2)).containsText("closed");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("2 alerts")))
                .hasAttribute("href", "#alerts");
        browser.shoot("alerts.png");
        alerts.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Details of 10.0.0.1"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("10.0.0.1")))
                .isVisible();
    }

    @Test
    void anOpenAlertIsAcknowledgedByAButtonThatThenGoes() {
        open(KnownFlows.HOUR);
        Locator line = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Alerts"))
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("10.0.0.1 tried 312 ports"));
        Locator acknowledge = line.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(Pattern.compile("^Acknowledge: 10\\.0\\.0\\.1 tried")));
        page.route("**/acknowledge", route -> route.abort());
        acknowledge.click();
        assertThat(line).containsText("Not acknowledged: Wadi does not answer");

        page.unroute("**/acknowledge");
        acknowledge.click();
        assertThat(line).containsText("open, acknowledged");
        assertThat(acknowledge).isHidden();
        assertThat(page.evaluate("document.activeElement.id"))
                .as("focus after the button is gone")
                .isEqualTo("alerts");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noRuleOfAccessibilityIsBroken(ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        for (String query : List.of(
                KnownFlows.HOUR + "&protocol=TLS", KnownFlows.HOUR + "&detail=10.0.0.1", "last=5m&host=192.0.2.1")) {
            open(query);
            page.evaluate("letTimeRun()"); // axe sets timers of its own.
            assertThat(new AxeBuilder(page).analyze().getViolations().stream().map(DashboardStatesIT::words))
                    .as(theme + " " + query)
                    .isEmpty();
        }
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }

    @Test
    void chartsAreToldInWords() {
        open(KnownFlows.HOUR);
        assertThat(page.getByRole(
                        AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^Bytes by time:"))))
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("Bytes by time: 7\\.00.kB in 60 bars, one per minute, at most .*"));
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^World map:"))))
                .hasAttribute(
                        "aria-label",
                        "World map: 2 hosts in 2 places, 2 without a place; the list beside it contains the countries");
        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Time range")))
                .isVisible();
    }

    @Test
    void nothingMovesForWhoWantsItStill() {
        String animation = "getComputedStyle(document.querySelector('#live .dot')).animationName";
        open("last=5m");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat(page.evaluate(animation)).isEqualTo("pulse");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat(page.evaluate(animation)).isEqualTo("none");
    }
}

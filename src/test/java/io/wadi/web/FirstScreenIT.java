package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the dashboard shows before anybody has chosen anything, while little or nothing is stored. */
@WithBrowser
class FirstScreenIT {

    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen)
        select date_trunc('minute', now(), 'UTC') - %s, inet '10.0.0.0' + i, '10.1.0.1', 1, 443, 'TCP', 'p', 'TLS', 1,
            100 + i, now(), now()
        from generate_series(1, 25) as i
        """;
    private static final String SUMS = """
        insert into flows_hour
        select date_trunc('hour', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes), null, null,
            null, null, max(last_seen)
        from flows group by 1, 2, 3, 4
        on conflict (window_start, src_ip, dst_ip, protocol) do update
            set packets = excluded.packets, bytes = excluded.bytes
        """;

    private static ApiServer server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        database = new JdbcTemplate(ApiServer.writing(settings));
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void isShown(Page page, String range) {
        assertThat(page.locator("#range [aria-pressed=true]")).hasText(range);
    }

    /** The hour is also what a page shows that nobody has chosen a range on, where nothing shorter fits. */
    private static void aChosenRangeStays(TestBrowser browser) {
        for (String address : List.of(server.url(), server.url() + "explore")) {
            Page page = browser.page(1280);
            page.navigate(address);
            isShown(page, "5m");
            page.locator("#range button", new Page.LocatorOptions().setHasText("1h"))
                    .click();
            isShown(page, "1h");
            assertThat(page).hasURL(Pattern.compile(".*[?&]last=1h.*"));
            page.reload();
            page.waitForCondition(() -> page.locator("body").getAttribute("data-state") != null);
            isShown(page, "1h");
        }
    }

    @Test
    void theRangeFitsWhatIsStored(TestBrowser browser) {
        Page page = browser.page(1280);
        page.navigate(server.url());
        assertThat(page.locator("#empty")).containsText("./wadi run --interface eth0");

        database.execute(FLOWS.formatted("interval '1 minute'"));
        database.execute(SUMS);
        isShown(page, "5m");
        assertThat(page.locator("#talker-cut")).hasText("first 20 of more");
        assertThat(page.locator("#talker-list li")).hasCount(20);
        assertThat(page.locator("#protocol-cut")).isHidden();
        browser.shoot("first-screen.png");
        assertThat(page.url()).doesNotContain("last=");
        aChosenRangeStays(browser);
        page = browser.page(1280);
        page.navigate(server.url());

        database.execute(FLOWS.formatted("interval '12 minutes'"));
        database.execute(SUMS);
        isShown(page, "15m");
        database.execute(FLOWS.formatted("interval '30 minutes'"));
        database.execute(SUMS);
        isShown(page, "1h");
    }
}

package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wadi.lake.StoredInLake;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The page /explore says which answers come from the lake. */
@WithBrowser
class ExploreLakePageIT {

    @TempDir
    private static Path folder;

    private static ApiServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        StoredInLake.store(ApiServer.writing(settings), folder, "2200-01-01", new Random(5));
        new JdbcTemplate(ApiServer.writing(settings)).execute("truncate flows");
        settings.set("wadi.retention.flow-days", "1");
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", folder.toString());
        server = ApiServer.start(settings);
        browser = shared;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "1280, LIGHT", "360, DARK", "1280, DARK"})
    void answersOfTheLakeAreMarked(int width, ColorScheme scheme) {
        Page page = browser.page(width, new Browser.NewContextOptions().setColorScheme(scheme));
        page.navigate(server.url() + "explore?" + KnownFlows.HOUR + "&by=dst.port,transport");
        assertThat(page.locator("#main")).hasAttribute("aria-busy", "false");
        assertThat(page.locator("#groups tr").first()).isVisible();
        assertThat(page.locator("#source")).isVisible();
        assertThat(page.locator("#source")).hasText("from the lake");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        browser.shoot("explore-lake-" + width + "-" + scheme + ".png");
        page.navigate(server.url() + "explore?" + KnownFlows.HOUR + "&by=protocol");
        assertThat(page.locator("#groups tr").first()).isVisible();
        assertThat(page.locator("#source")).isHidden();
    }
}

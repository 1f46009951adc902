package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hawtio in a real browser: Debian's Chromium, because Playwright's is not available everywhere. */
class HawtioIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String ROUTES = "/hawtio/camel/routes";
    private static final String ROUTE = "ticking";
    private static final int COMPLETED = 4;
    private static final int PATIENCE_MILLIS = 30_000;

    private static TestServer server;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        server = TestServer.open();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** The routes with their counts, and one stopped and started again, as the user that the browser has logged in. */
    @Test
    void showsRoutesWithCountsAndStopsAndStartsOne() {
        Page page = loggedIn();
        page.navigate(server.uri(ROUTES).toString());
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(ROUTE));
        assertThat(row).containsText("Started");
        assertThat(row.locator("td").nth(COMPLETED)).hasText(Pattern.compile("[1-9][0-9]*"));
        shoot(page, "hawtio-routes.png");

        press(page, row, "Stop");
        assertThat(row).containsText("Stopped");
        await().until(() -> status() == ServiceStatus.Stopped);
        shoot(page, "hawtio-route-stopped.png");

        press(page, row, "Start");
        assertThat(row).containsText("Started");
        await().until(() -> status() == ServiceStatus.Started);
        page.context().close();
    }

    @Test
    void drawsTheRouteDiagram() {
        Page page = loggedIn();
        page.navigate(server.uri(ROUTES).toString());
        page.getByText("Route Diagram").click();
        Locator source = page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("timer:tick"));
        // In flight, then all so far; both come with the first refresh.
        assertThat(source).hasText(Pattern.compile("^0[1-9][0-9]*From timer:tick.*"));
        shoot(page, "hawtio-diagram.png");
        page.context().close();
    }

    private static Page loggedIn() {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setHttpCredentials(TestServer.USER, TestServer.PASSWORD)
                        .setViewportSize(1400, 900))
                .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        return page;
    }

    private static void press(Page page, Locator row, String button) {
        row.getByRole(AriaRole.CHECKBOX).check();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)));
    }

    private static ServiceStatus status() {
        return server.main().getCamelContext().getRouteController().getRouteStatus(ROUTE);
    }
}

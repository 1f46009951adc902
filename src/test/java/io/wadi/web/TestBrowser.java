package io.wadi.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The system's Chromium with one page at a time, because Playwright's own is not available everywhere. */
final class TestBrowser implements AutoCloseable {

    /** For what the page is to do, on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private Page page;

    TestBrowser(Path program) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /** A new page of this width in pixels in place of the one before. */
    Page page(int width) {
        return page(width, new Browser.NewContextOptions());
    }

    /** The same with more options. */
    Page page(int width, Browser.NewContextOptions options) {
        closePage();
        page = browser.newContext(options.setViewportSize(width, 1000)).newPage();
        page.setDefaultTimeout(PATIENCE.toMillis());
        return page;
    }

    void closePage() {
        if (page != null) {
            page.context().close();
            page = null;
        }
    }

    /** Saves the whole page in target/screenshots. */
    void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)).setFullPage(true));
    }

    @Override
    public void close() {
        playwright.close();
    }
}

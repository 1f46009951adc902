package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a browser shows the range of its figures, also if a bar extends beyond it. */
class DashboardRangeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ApiServer server;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "Chromium is not installed: the page is not tested in a browser");
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        server = ApiServer.start(settings);
        browser = Chromium.start(program.get());
        browser.open(server.url() + "?from=2026-03-10T12:00:30Z&to=2026-03-10T12:20:45Z");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text("document.body?.dataset.state"))
                .isEqualTo("good"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    /** What the legend says while the pointer is over such a share of the chart's width. */
    private static String at(double share) throws Exception {
        return text("(async () => {"
                + " const plot = document.querySelector('#time-chart .u-over'); const box = plot.getBoundingClientRect();"
                + " const where = {clientX: box.left + box.width * " + share
                + ", clientY: box.top + 20, bubbles: true};"
                + " plot.dispatchEvent(new MouseEvent('mouseenter', where));"
                + " plot.dispatchEvent(new MouseEvent('mousemove', where));"
                + " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
                + " return document.getElementById('time-legend').dataset.time; })()");
    }

    @Test
    void theHeaderShowsWhatWasAskedToTheSecond() throws Exception {
        assertThat(text("document.getElementById('range-custom').textContent"))
                .contains(":00:30 – ")
                .endsWith(":20:45");
    }

    @Test
    void aBarThatReachesBeyondTheRangeSaysWhichPartIsShown() throws Exception {
        assertThat(at(0.01)).contains(":00:30 – ").endsWith(":01:00 (part of a bar)");
        assertThat(at(0.5)).endsWith(":10:00");
        assertThat(at(0.99)).contains(":20:00 – ").endsWith(":20:45 (part of a bar)");
    }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All parts of the page in a browser are light or dark like the system, unless the user has chosen. */
class DashboardThemeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BACKGROUND = "getComputedStyle(document.body).backgroundColor";
    private static final String BANNER = "getComputedStyle(document.getElementById('banner')).color";
    /** How many dots of the chart have exactly the colour that the legend gives its first protocol. */
    private static final String BARS = """
            (() => {
              const swatch = document.querySelector('#time-legend .swatch');
              const [r, g, b] = getComputedStyle(swatch).backgroundColor.match(/[0-9]+/g).map(Number);
              const canvas = document.querySelector('#time-chart canvas');
              const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let dots = 0;
              for (let i = 0; i < data.length; i += 4) {
                dots += data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
              }
              return dots;
            })()
            """;

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

    private static void open() throws Exception {
        browser.open(server.url() + "?" + KnownFlows.HOUR);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(text("document.body?.dataset.state"))
                .isEqualTo("good"));
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private static void isShown(String theme) throws Exception {
        boolean isDark = theme.equals("dark");
        assertThat(text(BACKGROUND)).isEqualTo(isDark ? "rgb(16, 22, 28)" : "rgb(243, 245, 247)");
        assertThat(text(BANNER)).isEqualTo(isDark ? "rgb(33, 9, 10)" : "rgb(255, 255, 255)");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.evaluate(BARS).asInt()).isPositive());
    }

    @ParameterizedTest
    @CsvSource({"light,, light", "dark,, dark", "dark, light, light", "light, dark, dark", "light, none, light"})
    void theChoiceHoldsElseTheSystems(String system, String chosen, String shown) throws Exception {
        browser.look(1280, 900, system);
        open();
        browser.evaluate(
                chosen == null ? "localStorage.clear()" : "localStorage.setItem('wadi.theme', '" + chosen + "')");
        open();
        isShown(shown);
    }

    @ParameterizedTest
    @CsvSource({"light, dark", "dark, light"})
    void theButtonSwitchesAllOfThePage(String system, String other) throws Exception {
        browser.look(1280, 900, system);
        open();
        browser.evaluate("localStorage.clear()");
        open();
        browser.evaluate("document.getElementById('theme').click()");
        isShown(other);
        open();
        isShown(other);
        browser.evaluate("document.getElementById('theme').click()");
        isShown(system);
        browser.evaluate("localStorage.clear()");
    }
}

package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.ingest.Ingest;
import io.wadi.ingest.SilentProgress;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a capture to what the page calls hosts. */
class HostNamesOnPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAMED = "198.51.100.23";
    private static final String RANGE = "from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z";

    @Test
    void namesAreReadableWithTheStoredFormAndTheSourceBesideThem() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "Chromium is not installed: the page is not tested in a browser");
        Settings settings = TestServers.withTables();
        Path capture = Path.of(
                HostNamesOnPageIT.class.getResource("/names/name-sources.pcap").toURI());
        new Ingest(settings, TestServers.cache(), EnumSet.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS))
                .run(List.of(capture), new SilentProgress());
        try (ApiServer server = ApiServer.start(settings);
                Chromium browser = Chromium.start(program.get())) {
            browser.look(1280, 900, "light");
            browser.open(server.url() + "?" + RANGE + "&detail=" + NAMED);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(browser, "#host-title"))
                    .isEqualTo("münchen.example"));
            assertThat(title(browser, "#host-title")).isEqualTo("xn--mnchen-3ya.example – DNS answer");
            assertThat(text(browser, "#host .facts > div")).isEqualTo("Name fromDNS answer");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(links(browser))
                    .contains("münchen.example|" + NAMED + "\nxn--mnchen-3ya.example – DNS answer")
                    .contains("www.mixed-case.example|198.51.100.21\nwww.mixed-case.example – TLS or QUIC server name")
                    .contains("198.51.100.24|198.51.100.24"));
            browser.screenshot(Path.of("target", "screenshots", "host-names.png"));
        }
    }

    /** The hosts in the table of conversations, each with its tooltip. */
    private static List<String> links(Chromium browser) throws Exception {
        return List.of(browser.evaluate("[...document.querySelectorAll('#conversation-rows .host-cell .link')]"
                        + ".map(link => link.textContent + '|' + link.title).join('\\0')")
                .asText()
                .split("\0"));
    }

    private static String text(Chromium browser, String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "')?.textContent")
                .asText();
    }

    private static String title(Chromium browser, String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').title")
                .asText();
    }
}

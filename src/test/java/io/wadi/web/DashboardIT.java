package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.ingest.Ingest;
import io.wadi.ingest.SilentProgress;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Opens the page in a browser, over captures that the whole pipeline has stored, and compares its figures with SQL. */
class DashboardIT {

    /** Begins where every window does, so that the range is exactly what it says. */
    private static final String RANGE = "from=1970-01-01T00:00:00Z&to=2040-01-01T00:00:00Z";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ApiServer server;
    private static Chromium browser;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "Chromium is not installed: the page is not tested in a browser");
        Settings settings = TestServers.withTables();
        new Ingest(settings, TestServers.cache(), EnumSet.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS))
                .run(captures(), new SilentProgress());
        database = new JdbcTemplate(new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), ""));
        server = ApiServer.start(settings);
        browser = Chromium.start(program.get());
    }

    /** Real ones where they are at hand, else a synthetic one. */
    private static List<Path> captures() throws IOException {
        Path real = Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real");
        List<Path> found = Stream.of("reddit.pcap", "netflix.pcap", "wechat.pcap", "alexa-app.pcapng", "zoom2.pcap")
                .map(real::resolve)
                .filter(Files::exists)
                .toList();
        if (!found.isEmpty()) {
            return found;
        }
        Path sample = TestServers.cache().resolve("dashboard-sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture().write(out);
        }
        return List.of(sample);
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

    @BeforeEach
    void forget() {
        browser.complaints().clear();
        browser.requests().clear();
    }

    private static void open(String query) throws Exception {
        browser.open(server.url() + "?" + query);
        awaitFigures();
    }

    /** The figures are there, and nothing is being fetched. */
    private static void awaitFigures() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(text("document.body?.dataset.state")).isEqualTo("good");
            assertThat(text("document.getElementById('main').getAttribute('aria-busy')"))
                    .isEqualTo("false");
        });
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private static long value(String selector) throws Exception {
        return browser.evaluate("Number(document.querySelector(\"" + selector + "\").dataset.value)")
                .asLong();
    }

    private static long sql(String query) {
        return database.queryForObject(query, Long.class);
    }

    private static void click(String selector) throws Exception {
        browser.evaluate("document.querySelector(\"" + selector + "\").click()");
        awaitFigures();
    }

    private static String address() throws Exception {
        return URLDecoder.decode(text("location.search"), StandardCharsets.UTF_8);
    }

    private static String first(String list) throws Exception {
        return text("document.querySelector('#" + list + " .label').textContent");
    }

    @Test
    void theEightFiguresAreThoseOfThePackets() throws Exception {
        browser.look(1280, 900, "light");
        open(RANGE);

        assertThat(value("[data-figure=packets]")).isEqualTo(sql("select count(*) from traffic"));
        assertThat(value("[data-figure=bytes]")).isEqualTo(sql("select sum(bytes) from traffic"));
        assertThat(value("[data-figure=hosts]"))
                .isEqualTo(sql("select count(*) from (select src_ip from traffic union select dst_ip from traffic) h"));
        assertThat(value("[data-figure=countries]"))
                .isEqualTo(sql("select count(distinct country_code) from geoip_now where ip in"
                        + " (select src_ip from traffic union select dst_ip from traffic)"));
        assertThat(value("#time-chart")).isEqualTo(sql("select sum(bytes) from traffic"));
        assertThat(value("#protocol-list li"))
                .isEqualTo(sql("select sum(bytes) from flows group by protocol order by 1 desc limit 1"));
        assertThat(value("#talker-list li"))
                .isEqualTo(sql("select sum(bytes) from traffic group by src_ip order by 1 desc limit 1"));
        assertThat(value("#map")).isEqualTo(sql("select count(*) from geoip_now where latitude is not null"));
        assertThat(value("#country-list li"))
                .isEqualTo(sql("select count(*) from geoip_now where country_code = (select country_code from (select"
                        + " src_country as country_code, bytes from flows union all select dst_country, bytes from"
                        + " flows where src_country is distinct from dst_country) f where country_code is not null"
                        + " group by 1 order by sum(bytes) desc limit 1)"));
    }

    @Test
    void filtersCombineStandInTheAddressAndComeOffAgain() throws Exception {
        browser.look(1280, 900, "light");
        open(RANGE);
        String protocol = first("protocol-list");
        click("#protocol-list button");
        assertThat(address()).contains("protocol=" + protocol);
        long ofProtocol = sql("select sum(packets) from flows where protocol = '" + protocol + "'");
        assertThat(value("[data-figure=packets]")).isEqualTo(ofProtocol);

        click("#talker-list .pick");
        String host = address().replaceAll(".*host=([^&]+).*", "$1");
        long ofBoth = sql("select sum(packets) from flows where protocol = '" + protocol + "' and '" + host
                + "'::inet in (src_ip, dst_ip)");
        assertThat(value("[data-figure=packets]")).isEqualTo(ofBoth);
        assertThat(browser.evaluate("document.querySelectorAll('.chip').length").asInt())
                .isEqualTo(2);

        click(".chip");
        assertThat(address()).doesNotContain("host=").contains("protocol=");
        assertThat(value("[data-figure=packets]")).isEqualTo(ofProtocol);
        browser.evaluate("history.back()");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(value("[data-figure=packets]")).isEqualTo(ofBoth));
        click("#chips .link");
        assertThat(address()).doesNotContain("host=", "protocol=");
        assertThat(value("[data-figure=packets]")).isEqualTo(sql("select count(*) from traffic"));
    }

    @Test
    void aRequestThatANewerOneReplacesSaysNoMoreThatTheFiguresAreThere() throws Exception {
        browser.look(1280, 900, "light");
        open(RANGE);
        String all = text("document.querySelector('[data-figure=packets]').dataset.value");
        browser.evaluate("""
                {
                  const real = window.fetch;
                  let captures = 0;
                  let totals = 0;
                  const newest = new Promise(resolve => window.release = resolve);
                  window.fetch = (url, request) => {
                    if (url.startsWith('api/capture') && captures++ === 0) {
                      return new Promise((_, reject) =>
                        request.signal.addEventListener('abort', () => reject(request.signal.reason)));
                    }
                    const answer = real(url, request);
                    return url.startsWith('api/totals') && totals++ > 0 ? newest.then(() => answer) : answer;
                  };
                }
                document.querySelector('#protocol-list button').click();
                """);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text("document.querySelector('[data-figure=packets]').dataset.value"))
                        .isNotEqualTo(all));

        browser.evaluate("document.querySelector('.chip').click(); new Promise(next => setTimeout(next, 0))");
        assertThat(text("document.getElementById('main').getAttribute('aria-busy')"))
                .isEqualTo("true");
        browser.evaluate("window.release()");
        awaitFigures();
        assertThat(text("document.querySelector('[data-figure=packets]').dataset.value"))
                .isEqualTo(all);
    }

    @Test
    void aCountryIsChosenOnTheMap() throws Exception {
        browser.look(1280, 900, "light");
        open(RANGE);
        String country = text("document.querySelector(\".land path[data-shade='5']\").dataset.country");
        browser.evaluate("document.querySelector(\".land path[data-shade='5']\")"
                + ".dispatchEvent(new MouseEvent('click', {bubbles: true}))");
        awaitFigures();
        assertThat(address()).contains("country=" + country);
        assertThat(value("[data-figure=packets]"))
                .isEqualTo(sql("select sum(packets) from flows where '" + country + "' in (src_country, dst_country)"));
    }

    @Test
    void aHostIsLookedAtByKeyboard() throws Exception {
        browser.look(1280, 900, "light");
        open(RANGE);
        browser.evaluate("document.querySelector('#talker-list .more').focus()");
        browser.press("Enter");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.evaluate("document.getElementById('host').open").asBoolean())
                    .isTrue();
            assertThat(browser.evaluate("document.querySelectorAll('#host .facts dd').length")
                            .asInt())
                    .isEqualTo(7);
        });
        assertThat(address()).contains("detail=");
        browser.screenshot(SCREENSHOTS.resolve("host.png"));
        browser.press("Escape");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(address()).doesNotContain("detail="));
    }

    @Test
    void nothingIsSaidToBeWhereNothingIs() throws Exception {
        browser.look(1280, 900, "light");
        open("last=5m");
        assertThat(text("document.getElementById('empty').hidden")).isEqualTo("false");
        browser.screenshot(SCREENSHOTS.resolve("empty.png"));
        browser.evaluate("[...document.querySelectorAll('#empty button')].pop().click()");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(value("[data-figure=packets]")).isPositive());
    }

    @Test
    void itFitsEveryScreenAndAsksNobodyElse() throws Exception {
        for (int width : new int[] {360, 1280, 1920}) {
            for (String theme : List.of("light", "dark")) {
                browser.look(width, width == 360 ? 780 : 1000, theme);
                open(RANGE);
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .as("width of the page on a screen of " + width)
                        .isLessThanOrEqualTo(width);
                browser.screenshot(SCREENSHOTS.resolve("dashboard-" + width + "-" + theme + ".png"));
            }
        }
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(server.url()));
        assertThat(browser.complaints()).isEmpty();
    }
}

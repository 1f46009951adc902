package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks questions on the page /explore in a browser. */
@WithBrowser
class ExplorePageIT {

    private static final List<String> MORE_FACTS = List.of(
            "update flows set retransmissions = 3, vlan = 7, rtt = interval '120 ms' where protocol = 'HTTP'",
            "update flows set probe = 'r7', in_interface = 3, name = 'example.org' where protocol = 'TLS'",
            "insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,"
                    + " bytes, first_seen, last_seen, src_country, dst_country) values ('2026-03-09 12:00Z',"
                    + " '10.0.0.1', '203.0.113.5', 5001, 443, 'TCP', 'p', 'TLS', 5, 500, '2026-03-09 12:00:01Z',"
                    + " '2026-03-09 12:00:41Z', null, 'DE')",
            "insert into flows_hour select date_trunc('hour', window_start, 'UTC'), src_ip, dst_ip, protocol, packets,"
                    + " bytes, src_country, dst_country, null, null, last_seen from flows where window_start <"
                    + " '2026-03-10Z'");

    private static ApiServer server;
    private static TestBrowser browser;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        MORE_FACTS.forEach(new JdbcTemplate(ApiServer.writing(settings))::execute);
        server = ApiServer.start(settings);
        browser = shared;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newPage() {
        newPage(1280, ColorScheme.LIGHT);
    }

    private void newPage(int width, ColorScheme scheme) {
        page = browser.page(width, new Browser.NewContextOptions().setColorScheme(scheme));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
    }

    private void open(String query) {
        page.navigate(server.url() + "explore?" + KnownFlows.HOUR + "&" + query);
        awaitAnswer();
    }

    private void awaitAnswer() {
        assertThat(page.locator("#main")).hasAttribute("aria-busy", "false");
    }

    private Locator row(int number) {
        return page.locator("#groups tr").nth(number);
    }

    private String address() {
        return URLDecoder.decode(page.url(), StandardCharsets.UTF_8);
    }

    /** The questions of docs/explore.md, as links to flows whose answers are known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by=src.host&compare=day | dst.country = DE and protocol != HTTP | 10.0.0.1 | 1000"
                        + " | +100.0% from 500\u202fB",
                "by=protocol&compare=day | | TLS | 6000 |",
                "by=src.host,dst.host | | example.org (203.0.113.5) · 10.0.0.1 | 5000 |",
                "by=dst.country | src.host = 10.0.0.1 | Germany | 1000 |",
                "by=src.host,protocol | dst.host in 10.0.0.0/8 and src.host not in 10.0.0.0/8"
                        + " | example.org (203.0.113.5) · TLS | 5000 |",
                "by=src.host,dst.host&measure=packets | protocol = DNS and not host = 10.0.0.53"
                        + " | 10.0.0.2 · 198.51.100.7 | 1 |",
                "by=src.country,dst.country | protocol = HTTP | unknown · United States | 700 |",
                "by=protocol&rank=maximum&graph=lines | host = 10.0.0.1 | TLS | 6000 |",
                "by=src.port&measure=flows | src.host = 203.0.113.5 and transport = TCP | 443 | 1 |",
                "by=probe,in.interface | | r7 · 3 | 6000 |",
                "by=probe&measure=retransmissions | transport = TCP | p | 0.6 |",
                "by=src.site,dst.country | src.site = Berlin | Berlin · Germany | 1000 |",
                "by=protocol | vlan = 7 | HTTP | 700 |",
                "by=name&measure=rtt-p95&graph=table | rtt > 50 | unknown | 120 |"
            })
    void questionsHaveTheirAnswers(String query, String filter, String first, String value, String change) {
        open(query + "&filter=" + URLEncoder.encode(filter == null ? "" : filter, StandardCharsets.UTF_8));
        assertThat(row(0).locator(".title")).hasText(first);
        assertThat(row(0)).hasAttribute("data-value", value);
        if (change != null) {
            assertThat(row(0).locator("[data-compared]")).hasText(change);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aGroupIsFilteredExcludedAndComesBack() {
        open("by=protocol");
        assertThat(row(0).locator(".title")).hasText("TLS");
        row(0).getByText("≠").click();
        assertThat(row(0).locator(".title")).hasText("HTTP");
        assertThat(address()).contains("filter=protocol+!=+TLS".replace('+', ' '));
        row(0).getByText("=", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#groups tr")).hasCount(2);
        assertThat(page.locator("#filter")).hasValue("protocol != TLS and protocol = HTTP");
        page.goBack();
        page.goBack();
        assertThat(row(0).locator(".title")).hasText("TLS");
        assertThat(page.locator("#filter")).hasValue("");
    }

    @Test
    void theKeyboardWritesAFilter() {
        open("by=protocol");
        page.locator("#filter").focus();
        page.keyboard().type("dst.c");
        assertThat(page.locator("#suggestions li").first()).hasText("dst.country Country of the destination");
        page.keyboard().press("Tab");
        page.keyboard().type("= ");
        page.keyboard().type("united");
        assertThat(page.locator("#suggestions li").first()).hasText("US United States");
        page.keyboard().press("Escape");
        assertThat(page.locator("#suggestions")).isHidden();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#suggestions")).isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#filter")).hasValue("dst.country = US ");
        page.keyboard().press("Enter");
        assertThat(page.locator("#groups tr")).hasCount(3);
        assertThat(address()).contains("filter=dst.country = US");
    }

    @Test
    void theListHasAllFieldsAndSaysWhatTheyAre() {
        open("by=protocol");
        page.locator("#filter").focus();
        Locator suggestions = page.locator("#suggestions li");
        assertThat(suggestions.first()).hasText("host Address or network, either end");
        assertThat(suggestions.filter(new Locator.FilterOptions().setHasText("retransmissions")))
                .hasCount(1);
        page.keyboard().type("protocol = TLS");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#groups tr")).hasCount(2);
        assertThat(address()).contains("filter=protocol = TLS");
    }

    @Test
    void theRangeMovesByItsLengthAndIsADay() {
        open("by=protocol");
        assertThat(page.locator("#h-answer")).hasText("Bytes/s by protocol");
        assertThat(page).hasTitle("Bytes/s by protocol – Wadi");
        page.locator("#range-earlier").click();
        assertThat(page).hasURL(Pattern.compile("from=2026-03-10T11:00:00.*to=2026-03-10T12:00:00"));
        page.locator("#range-later").click();
        assertThat(page).hasURL(Pattern.compile("from=2026-03-10T12:00:00.*to=2026-03-10T13:00:00"));
        awaitAnswer();
        assertThat(row(0)).hasAttribute("data-value", "6000");

        page.locator("#range-custom").click();
        page.locator("#custom-yesterday").click();
        assertThat(page.locator("#live")).hasText("Fixed");
        page.locator("#custom-today").click();
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator("#range-later")).isDisabled();
    }

    @Test
    void aWrongFilterIsExplainedAtItsPlace() {
        open("by=protocol");
        page.locator("#filter").fill("dst.country > US");
        page.locator("#filter").press("Enter");
        assertThat(page.locator("#filter-problem"))
                .hasText("The filter has '>' at position 13, expected is =, !=, in or not in");
        assertThat(page.locator("#filter").evaluate("box => box.selectionStart"))
                .isEqualTo(12);
    }

    @Test
    void draggingZooms() {
        open("by=protocol&graph=lines");
        BoundingBox box = page.locator("#chart .u-over").boundingBox();
        page.mouse().move(box.x + 1, box.y + 50);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 4, box.y + 60);
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile("to=2026-03-10T12:1"));
        awaitAnswer();
        assertThat(row(0)).hasAttribute("data-value", "6000");
    }

    @Test
    void theAnswerIsSavedAsCsvAndJson() throws Exception {
        open("by=src.host,protocol&limit=5&compare=day");
        Download csv = page.waitForDownload(() -> page.locator("#csv").click());
        List<String> lines = Files.readAllLines(csv.path());
        assertThat(lines.get(0))
                .startsWith("src.host,src.host label,protocol,protocol label,other,bytes,packets,former bytes");
        assertThat(lines.get(1)).startsWith("203.0.113.5,example.org,TLS,,false,5000,8,0,");
        String json = server.get(page.locator("#json").getAttribute("href")).body();
        assertThat(json).contains("\"values\":[\"203.0.113.5\",\"TLS\"]");
    }

    @Test
    void theDashboardHandsItsFilterOver() {
        page.navigate(server.url() + "?" + KnownFlows.HOUR + "&protocol=TLS&host=10.0.0.1");
        page.locator("#talkers a[data-explore]").click();
        assertThat(page.locator("#filter")).hasValue("host = 10.0.0.1 and protocol = TLS");
        assertThat(row(0)).hasAttribute("data-value", "5000");
        assertThat(address()).contains("by=src.host", "from=2026-03-10T12:00:00Z");
    }

    @Test
    void aViewIsSavedByNameOpenedAndRemoved() {
        open("by=dst.host&measure=packets");
        page.locator("#view-name").fill("Most packets");
        page.locator("#save-view").click();
        assertThat(page.locator("#view-note")).hasText("Saved Most packets");
        open("by=protocol");
        page.locator("#views").selectOption("Most packets");
        assertThat(page.locator("#measure")).hasValue("packets");
        assertThat(page.locator("#by-0")).hasValue("dst.host");
        page.locator("#remove-view").click();
        assertThat(page.locator("#view-note")).hasText("Removed Most packets");
    }

    /** Contrast depends on the scheme and layout on the width, so that accessibility is looked at in one each. */
    @ParameterizedTest
    @CsvSource({"360, LIGHT, true", "1280, LIGHT, false", "360, DARK, false", "1280, DARK, true"})
    void everyGraphFitsTheScreenAndIsAccessible(int width, ColorScheme scheme, boolean isLookedAt) {
        newPage(width, scheme);
        for (String graph : List.of("stacked", "lines", "grid", "sankey", "table")) {
            String what = graph + "-" + width + "-" + scheme.name().toLowerCase();
            open("by=src.host,protocol,dst.country&compare=day&limit=5&graph=" + graph);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(what)
                    .isLessThanOrEqualTo(width);
            browser.shoot("explore-" + what + ".png");
            if (isLookedAt) {
                assertThat(violations()).as(what).isEmpty();
            }
        }
        assertThat(complaints).isEmpty();
    }

    private List<String> violations() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + node.getFailureSummary())
                                        .toList())
                        .toList();
    }
}

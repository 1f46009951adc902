package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Types filters into the dashboard in a browser. */
@WithBrowser
class DashboardFilterIT {

    private static ApiServer server;
    private static TestBrowser browser;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        server = ApiServer.start(settings);
        browser = shared;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newPage() {
        newPage(1280);
    }

    private void newPage(int width) {
        page = browser.page(width);
        page.onPageError(complaints::add);
    }

    private void open(String query) {
        page.navigate(server.url() + "?" + KnownFlows.HOUR + query);
        awaitAnswer();
    }

    private void awaitAnswer() {
        assertThat(page.locator("#main")).hasAttribute("aria-busy", "false");
    }

    private Locator box() {
        return page.locator("#filter");
    }

    private Locator problem() {
        return page.locator("#filter-problem");
    }

    private void arePackets(String number) {
        assertThat(page.locator("[data-figure=packets]")).hasText(number);
    }

    private String address() {
        return URLDecoder.decode(page.url(), StandardCharsets.UTF_8);
    }

    @Test
    void aFilterIsTypedWithSuggestionsAndChangesTheFigures() {
        open("");
        arePackets("25");
        box().focus();
        page.keyboard().type("dst.c");
        assertThat(page.locator("#suggestions li").first()).hasText("dst.country Country of the destination");
        page.keyboard().press("Tab");
        page.keyboard().type("= U");
        assertThat(page.locator("#suggestions li").first()).hasText("US United States");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        arePackets("6");
        assertThat(page.locator("#protocol-list li")).hasCount(2);
        assertThat(address()).contains("filter=dst.country = US");
        page.goBack();
        arePackets("25");
        assertThat(box()).hasValue("");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aWrongFilterIsExplainedAtItsPlaceAndTheFiguresStay() {
        open("");
        box().fill("protocol = TLS and colour = red");
        box().press("Enter");
        assertThat(problem()).containsText("The filter has 'colour' at position 20, expected is a field");
        assertThat(box()).hasAttribute("aria-invalid", "true");
        assertThat(box().evaluate("box => box.selectionStart")).isEqualTo(19);
        assertThat(page.locator("#banner")).isHidden();
        arePackets("25");

        box().fill("protocol = TLS");
        page.locator("#question button").click();
        arePackets("18");
        assertThat(problem()).isHidden();
        assertThat(page.locator("#banner")).isHidden();
    }

    @Test
    void aLinkKeepsTheFilterAndHandsItOver() {
        open("&filter=protocol%20%3D%20DNS&host=10.0.0.2");
        assertThat(box()).hasValue("protocol = DNS");
        arePackets("2");
        assertThat(page.locator(".chip")).hasText("host10.0.0.2×");
        page.locator("#time a[data-explore]").click();
        assertThat(box()).hasValue("protocol = DNS and host = 10.0.0.2");
        page.locator("#dashboard").click();
        arePackets("2");
        box().fill("");
        box().press("Enter");
        arePackets("25");
    }

    @Test
    void theBoxFitsASmallScreenAndIsAccessible() {
        newPage(360);
        open("");
        box().fill("src.country = ");
        assertThat(page.locator("#suggestions li").first()).isVisible();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        browser.shoot("dashboard-filter-360.png");
        assertThat(new AxeBuilder(page).include("#question").analyze().getViolations())
                .isEmpty();
    }
}

package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hawtio in a real browser. */
@WithBrowser
class HawtioIT {

    private static final String ROUTES = "/hawtio/camel/routes";
    private static final String ROUTE = "ticking";
    private static final int COMPLETED = 4;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        browser = shared;
        server = new TestServer(Map.of(
                        "wadi.http.users",
                        Files.writeString(folder.resolve("users"), TestUsers.FILE)
                                .toString(),
                        "wadi.http.requests-per-second",
                        "1000"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The routes with their counts, and one stopped and started again, as the user that the browser has logged in. */
    @Test
    void showsRoutesWithCountsAndStopsAndStartsOne() {
        Page page = loggedIn("ada");
        page.navigate(server.uri(ROUTES).toString());
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(ROUTE));
        assertThat(row).containsText("Started");
        assertThat(row.locator("td").nth(COMPLETED)).hasText(Pattern.compile("[1-9][0-9]*"));
        browser.shoot("hawtio-routes.png");

        press(page, row, "Stop");
        assertThat(row).containsText("Stopped");
        await().until(() -> status() == ServiceStatus.Stopped);
        browser.shoot("hawtio-route-stopped.png");

        press(page, row, "Start");
        assertThat(row).containsText("Started");
        await().until(() -> status() == ServiceStatus.Started);
    }

    @Test
    void drawsTheRouteDiagram() {
        Page page = loggedIn("ada");
        page.navigate(server.uri(ROUTES).toString());
        page.getByText("Route Diagram").click();
        Locator source = page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("timer:tick"));
        // In flight, then all so far; both come with the first refresh.
        assertThat(source).hasText(Pattern.compile("^0[1-9][0-9]*From timer:tick.*"));
        browser.shoot("hawtio-diagram.png");
    }

    /** Hawtio draws the routes of the first context. Those of the API are in one of their own. */
    @Test
    void firstShowsThePipelineWithoutTheApi() {
        Page page = loggedIn("ada");
        page.navigate(server.uri("/hawtio/").toString());
        assertThat(page.locator(".react-flow__node").first()).isVisible();
        browser.shoot("hawtio-first-screen.png");
        assertThat(page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("timer:tick")))
                .hasCount(1);
        assertThat(page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("Set Body")))
                .hasCount(0);

        page.getByText("Expand all").click();
        Locator tree = page.locator("#camel-tree-view");
        assertThat(tree.getByText("wadi-api", exactly())).isVisible();
        tree.getByText("echo", exactly()).click();
        assertThat(page.locator("#camel-content-header")).containsText("context=wadi-api");
        assertThat(page.locator(".react-flow__node").first()).isVisible();
        browser.shoot("hawtio-api-route.png");
        assertThat(page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("Set Body")))
                .hasCount(1);
    }

    /** The page draws by executing operations, which only show something. */
    @ParameterizedTest
    @ValueSource(strings = {"vera", "otto"})
    void eachRoleSeesTheFirstScreen(String user) {
        Page page = loggedIn(user);
        page.navigate(server.uri("/hawtio/").toString());
        Locator source = page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText("timer:tick"));
        assertThat(source).hasText(Pattern.compile("^0[1-9][0-9]*From timer:tick.*"));
        assertThat(page.getByText("error")).hasCount(0);
        browser.shoot("hawtio-first-screen-" + user + ".png");
    }

    /** An error handler and types are before the source of a route, where Hawtio expects the source. */
    @Test
    void drawsRoutesWithErrorHandlersOfTheirOwn() throws Exception {
        server.main().getCamelContext().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:handled?period=100000")
                        .routeId("handled")
                        .errorHandler(noErrorHandler())
                        .inputType(String.class)
                        .routeProperty("a", "b")
                        .to("log:handled");
                from("timer:retried?period=100000")
                        .routeId("retried")
                        .errorHandler(defaultErrorHandler().maximumRedeliveries(2))
                        .to("log:retried");
            }
        });
        Page page = loggedIn("ada");
        page.navigate(server.uri("/hawtio/").toString());
        for (String source : List.of("timer:tick", "timer:handled", "timer:retried")) {
            assertThat(page.locator(".react-flow__node").filter(new Locator.FilterOptions().setHasText(source)))
                    .isVisible();
        }
        for (String route : List.of("handled", "retried")) {
            server.main().getCamelContext().getRouteController().stopRoute(route);
            server.main().getCamelContext().removeRoute(route);
        }
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    /** By the form, whose session Hawtio's scripts then use. */
    private static Page loggedIn(String user) {
        Page page = browser.page(1400);
        page.navigate(server.uri(ROUTES).toString());
        page.getByLabel("User").fill(user);
        page.getByLabel("Password").fill(TestUsers.PASSWORDS.get(user));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        page.waitForURL("**" + ROUTES + "**");
        return page;
    }

    private static void press(Page page, Locator row, String button) {
        row.getByRole(AriaRole.CHECKBOX).check();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static ServiceStatus status() {
        return server.main().getCamelContext().getRouteController().getRouteStatus(ROUTE);
    }
}

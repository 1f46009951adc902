package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page with the form to log in, in a browser. */
@WithBrowser
class LoginPageIT {

    private static final String NO_SIDEWAYS = "document.documentElement.scrollWidth <= innerWidth";

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start(TestBrowser shared) throws Exception {
        browser = shared;
        server = TestServer.open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void isForEverybody(ColorScheme scheme, int width) {
        Page page = browser.page(width, new Browser.NewContextOptions().setColorScheme(scheme));
        page.navigate(server.uri("/login").toString());
        assertThat(page.getByLabel("User")).isFocused();
        isAccessible(page, scheme + "-" + width);

        page.keyboard().type(TestServer.USER);
        page.keyboard().press("Tab");
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#problem")).hasText("User or password is wrong");
        isAccessible(page, scheme + "-" + width + "-wrong");
    }

    private static void isAccessible(Page page, String name) {
        assertThat(page.evaluate(NO_SIDEWAYS)).isEqualTo(true);
        browser.shoot("login-" + name.toLowerCase(Locale.ROOT) + ".png");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }
}

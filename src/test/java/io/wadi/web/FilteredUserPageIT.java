package io.wadi.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user who sees a part of the traffic finds on the page /explore. */
@WithBrowser
class FilteredUserPageIT {

    private static Pipeline pipeline;
    private static TestBrowser browser;

    @BeforeAll
    static void start(TestBrowser shared, @TempDir Path folder) throws Exception {
        browser = shared;
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        Path users = Files.writeString(folder.resolve("users"), TestUsers.VERA + ":protocol = TLS\n");
        settings.set("wadi.http.users", users.toString());
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        settings.set("wadi.http.requests-per-second", "1000");
        pipeline = new Pipeline(settings, EnumSet.of(Stage.API), TestServers.cache()).serving();
        pipeline.start();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aLinkSurvivesTheLoginAndShowsThePart() {
        Page page = browser.page(1280);
        page.navigate(pipeline.address() + "explore?" + KnownFlows.HOUR + "&by=protocol");
        page.getByLabel("User").fill("vera");
        page.getByLabel("Password").fill(TestUsers.PASSWORDS.get("vera"));
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/explore\\?.*by=protocol"));
        assertThat(page.locator("#groups tr")).hasCount(2);
        assertThat(page.locator("#groups tr").first().locator(".title")).hasText("TLS");
        assertThat(page.locator("#saved")).isHidden();
    }
}

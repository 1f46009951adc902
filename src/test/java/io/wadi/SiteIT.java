package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.web.Npm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Builds the documents as a site. The build fails if a link between two pages leads nowhere. */
class SiteIT {

    private static final Path SITE = Path.of("target", "site");

    @Test
    void everyPageIsBuiltAndFound() throws Exception {
        assumeTrue(Distribution.isCommand("npm"), "there is no npm on PATH");
        Npm npm = new Npm(Path.of("packaging", "site"));
        Npm.Output installed = npm.install();
        assertThat(installed.succeeded()).as(installed.text()).isTrue();
        Npm.Output built = npm.script("build");
        assertThat(built.succeeded()).as(built.text()).isTrue();
        assertThat(SITE.resolve("index.html")).content().contains("Get started", "docs/commands");
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> name.endsWith(".md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(SITE.resolve("docs").resolve(name.replace(".md", ".html")))
                            .exists());
        }
        assertThat(searchIndex()).contains("pcapng", "docs/settings.html");
    }

    private static String searchIndex() throws IOException {
        try (Stream<Path> files = Files.walk(SITE.resolve("assets"))) {
            return Files.readString(
                    files.filter(file -> file.getFileName().toString().startsWith("@localSearchIndex"))
                            .filter(file -> file.toString().endsWith(".js"))
                            .max((one, other) -> Long.compare(
                                    one.toFile().length(), other.toFile().length()))
                            .orElseThrow());
        }
    }
}

package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shared parts of the tests of route files. */
final class DeployTests {

    private DeployTests() {}

    /** What a file finds under the default settings. */
    static Surroundings expected() {
        Settings settings = Settings.load();
        return Surroundings.expected(settings, WadiBeans.lent(settings));
    }

    /** What the check finds in a file with this text, beside what other files define. */
    static List<String> findings(Path folder, String text, Names... others) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        return new RouteFileCheck(expected())
                .check(RouteFile.read(file), List.of(others)).findings().stream()
                        .map(RouteProblem::toString)
                        .toList();
    }

    /** What the check warns of in a file with this text, which has no errors. */
    static List<String> warnings(Path folder, String text, Names... others) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        CheckedFile checked = new RouteFileCheck(expected()).check(RouteFile.read(file), List.of(others));
        assertThat(checked.findings()).isEmpty();
        return checked.warnings().stream().map(RouteProblem::toString).toList();
    }

    /** What {@code b.camel.yaml} with this text defines. */
    static Names names(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("b.camel.yaml"), text);
        return new RouteFileCheck(expected())
                .check(RouteFile.read(file), List.of())
                .names();
    }

    /** The text of a file with a route configuration. */
    static String configuration(String id) {
        return """
                - routeConfiguration:
                    id: %s
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: "true"}
                          steps:
                            - log: failed
                """.formatted(id);
    }

    /** The text of a file with a route of id mine; {@code steps} are lines. */
    static String route(String from, String... steps) {
        return """
                - route:
                    id: mine
                    from:
                      uri: %s
                      steps:
                %s
                """.formatted(from, String.join("\n", steps).indent(8).stripTrailing());
    }
}

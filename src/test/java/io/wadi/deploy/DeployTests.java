package io.wadi.deploy;

import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;

/** Shared parts of the tests of route files. */
final class DeployTests {

    private DeployTests() {}

    /** What a file finds under the default settings. */
    static Surroundings expected() {
        Settings settings = Settings.load();
        return Surroundings.expected(settings, WadiBeans.lent(settings));
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

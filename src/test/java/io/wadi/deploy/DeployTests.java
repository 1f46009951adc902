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
}

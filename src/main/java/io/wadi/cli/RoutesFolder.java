package io.wadi.cli;

import io.wadi.settings.Settings;
import java.nio.file.Path;

/** The folder that route files are deployed from. */
final class RoutesFolder {

    private RoutesFolder() {}

    /** Setting {@code wadi.routes.dir}, else {@code routes.d} beside the launcher. */
    static Path of(Settings settings) {
        String folder = settings.get("wadi.routes.dir");
        return folder.isEmpty()
                ? Path.of(System.getProperty("wadi.home", ""))
                        .resolve("routes.d")
                        .toAbsolutePath()
                : Path.of(folder).toAbsolutePath();
    }
}

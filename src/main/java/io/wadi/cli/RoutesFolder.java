package io.wadi.cli;

import io.wadi.settings.RouteSettings;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder of deployed route files. */
final class RoutesFolder {

    private RoutesFolder() {}

    /**
     * Setting {@code wadi.routes.dir}, otherwise {@code routes.d} beside the launcher. It may not exist yet.
     *
     * @throws SettingException if it is not a folder or is unreadable
     */
    static Path of(Settings settings) {
        Path folder = settings.get(RouteSettings.DIRECTORY)
                .orElseGet(() -> Path.of(System.getProperty("wadi.home", "")).resolve("routes.d"))
                .toAbsolutePath();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return folder;
        }
        if (!Files.isDirectory(folder)) {
            throw new SettingException("The folder of route files, " + folder
                    + ", is not a folder: set wadi.routes.dir to one, or move the file away");
        }
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw new SettingException("The folder of route files, " + folder + ", cannot be read by user "
                    + System.getProperty("user.name") + ": give it the permissions r and x, or set wadi.routes.dir");
        }
        return folder;
    }
}

package io.wadi.settings;

import java.nio.file.Path;
import java.util.Optional;

/** The folder of route files. */
public final class RouteSettings {

    static final SettingGroup GROUP = new SettingGroup("Route files");

    public static final Setting<Optional<Path>> DIRECTORY = GROUP.add(
            "wadi.routes.dir",
            SettingType.PATH,
            "",
            "Folder of route files that Wadi deploys at run time; empty means routes.d beside the launcher. Anyone "
                    + "with write permission there can run code as Wadi.");

    private RouteSettings() {}
}

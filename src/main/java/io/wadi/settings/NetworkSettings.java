package io.wadi.settings;

import java.nio.file.Path;
import java.util.Optional;

/** The networks of one's own. */
public final class NetworkSettings {

    static final SettingGroup GROUP = new SettingGroup("Networks");

    public static final Setting<Optional<Path>> FILE = GROUP.add(
            "wadi.networks.list",
            SettingType.PATH,
            "",
            "CSV file with the names, roles, sites and tags of networks (docs/places.md). The process with the API puts "
                    + "it into the database, and again when it changes; empty leaves the database as it is.");

    private NetworkSettings() {}
}

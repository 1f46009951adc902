package io.wadi.settings;

import java.util.ArrayList;
import java.util.List;

/** Settings that belong together: a section of {@code application.properties} and of {@code docs/settings.md}. */
final class SettingGroup {

    private final String title;
    private final List<Setting<?>> settings = new ArrayList<>();

    SettingGroup(String title) {
        this.title = title;
    }

    <T> Setting<T> add(String name, SettingType<T> type, String standard, String description) {
        Setting<T> setting = new Setting<>(name, type, standard, description);
        settings.add(setting);
        return setting;
    }

    String title() {
        return title;
    }

    /** Its settings, in the order of their definition. */
    List<Setting<?>> settings() {
        return List.copyOf(settings);
    }
}

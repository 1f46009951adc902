package io.wadi.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All settings. */
final class SettingCatalogue {

    /** All groups, in the order of the documentation. */
    static final List<SettingGroup> GROUPS = List.of(
            KafkaSettings.GROUP,
            DatabaseSettings.GROUP,
            CaptureSettings.GROUP,
            NetflowSettings.GROUP,
            GeoIpSettings.GROUP,
            NetworkSettings.GROUP,
            StoreSettings.GROUP,
            LakeSettings.GROUP,
            RetentionSettings.GROUP,
            DetectSettings.GROUP,
            RouteSettings.GROUP,
            EmbeddedSettings.GROUP,
            WebSettings.GROUP);

    static final Map<String, Setting<?>> BY_NAME = byName();

    private SettingCatalogue() {}

    private static Map<String, Setting<?>> byName() {
        Map<String, Setting<?>> all = new LinkedHashMap<>();
        GROUPS.stream()
                .flatMap(group -> group.settings().stream())
                .forEach(setting -> all.put(setting.name(), setting));
        return Collections.unmodifiableMap(all);
    }
}

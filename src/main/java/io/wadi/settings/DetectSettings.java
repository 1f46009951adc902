package io.wadi.settings;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When detections run. */
public final class DetectSettings {

    static final SettingGroup GROUP = new SettingGroup("Detections");

    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.detect.interval-millis",
            SettingType.INTERVAL,
            "10000",
            "Time between looks at which detections are due.");
    public static final Setting<Duration> TIMEOUT = GROUP.add(
            "wadi.detect.timeout-seconds",
            SettingType.duration(1, 3_600, TimeUnit.SECONDS),
            "30",
            "Longest time that the query of one detection may take, where its file does not say.");
    public static final Setting<Duration> CATCH_UP = GROUP.add(
            "wadi.detect.catch-up-hours",
            SettingType.duration(1, 8_760, TimeUnit.HOURS),
            "24",
            "Most of the past that detections catch up with after the stores were behind or detections stopped, "
                    + "and longest time that they wait for the stores. What is older is skipped, and the log says so.");

    private DetectSettings() {}
}

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
            "Time between two checks for detections that are due.");
    public static final Setting<Duration> TIMEOUT = GROUP.add(
            "wadi.detect.timeout-seconds",
            SettingType.duration(1, 3_600, TimeUnit.SECONDS),
            "30",
            "Longest time for the query of one detection, unless its file sets another.");
    public static final Setting<Duration> CATCH_UP = GROUP.add(
            "wadi.detect.catch-up-hours",
            SettingType.duration(1, 8_760, TimeUnit.HOURS),
            "24",
            "Most time that detections catch up with after the stores were behind or detections were stopped, and "
                    + "longest time that they wait for the stores. Detections skip older time and log it.");

    private DetectSettings() {}
}

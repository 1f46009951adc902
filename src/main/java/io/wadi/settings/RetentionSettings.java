package io.wadi.settings;

import java.time.Duration;

/** How long rows are kept. */
public final class RetentionSettings {

    static final SettingGroup GROUP = new SettingGroup("Retention");

    public static final Setting<Duration> TRAFFIC = GROUP.add(
            "wadi.retention.traffic-days",
            SettingType.KEPT,
            "0",
            "How long packets (table traffic) are kept, by the time of capture; 0 means forever. Packets of an old "
                    + "capture are therefore old when they are ingested.");
    public static final Setting<Duration> FLOWS = GROUP.add(
            "wadi.retention.flow-days",
            SettingType.KEPT,
            "0",
            "How long flows by window (table flows) are kept, by the time of capture; 0 means forever. Figures for "
                    + "earlier times have a resolution of whole hours. Detection new-external-service compares with "
                    + "7 days of "
                    + "flows.");
    public static final Setting<Duration> HOURS = GROUP.add(
            "wadi.retention.hour-days",
            SettingType.KEPT,
            "0",
            "How long flows by hour (table flows_hour) are kept, by the time of capture; 0 means forever. Figures "
                    + "for earlier times have a resolution of whole days. Detection traffic-spike compares with 28 "
                    + "days of hours. Sums by day, hosts and places are never deleted.");
    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.retention.interval-millis",
            SettingType.INTERVAL,
            "3600000",
            "Time between two searches for rows that are too old.");

    private RetentionSettings() {}
}

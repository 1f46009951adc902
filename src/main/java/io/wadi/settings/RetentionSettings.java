package io.wadi.settings;

import java.time.Duration;

/** How long rows are kept. */
public final class RetentionSettings {

    static final SettingGroup GROUP = new SettingGroup("Retention");

    public static final Setting<Duration> TRAFFIC = GROUP.add(
            "wadi.retention.traffic-days",
            SettingType.KEPT,
            "0",
            "How long packets (table traffic) are kept, by the packets' own time; 0 for ever. Old captures that "
                    + "are ingested count as old at once.");
    public static final Setting<Duration> FLOWS = GROUP.add(
            "wadi.retention.flow-days",
            SettingType.KEPT,
            "0",
            "How long flows by window (table flows) are kept, by the packets' own time; 0 for ever. Figures of "
                    + "a time before are those of whole hours. Detection new-external-service compares with 7 days of "
                    + "flows.");
    public static final Setting<Duration> HOURS = GROUP.add(
            "wadi.retention.hour-days",
            SettingType.KEPT,
            "0",
            "How long flows by hour (table flows_hour) are kept, by the packets' own time; 0 for ever. Figures "
                    + "of a time before are those of whole days. Detection traffic-spike compares with 28 days of hours. "
                    + "Sums by day, hosts and places stay.");
    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.retention.interval-millis",
            SettingType.INTERVAL,
            "3600000",
            "Time between searches for rows that are too old.");

    private RetentionSettings() {}
}

package io.wadi.settings;

import java.time.Duration;
import java.util.stream.Stream;

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
            "How long flows by window (table flows) and minutes of exporters (exporter_minutes) are kept, by the time "
                    + "of capture; 0 means forever. Figures for "
                    + "earlier times have a resolution of whole hours. Detection new-external-service compares with "
                    + "7 days of "
                    + "flows.");
    public static final Setting<Duration> HOURS = GROUP.add(
            "wadi.retention.hour-days",
            SettingType.KEPT,
            "0",
            "How long flows by hour (table flows_hour) are kept, by the time of capture; 0 means forever. Figures "
                    + "for earlier times have a resolution of whole days. Not less than wadi.retention.flow-days. "
                    + "Detection traffic-spike compares with 28 days of hours.");
    public static final Setting<Duration> DAYS = GROUP.add(
            "wadi.retention.day-days",
            SettingType.KEPT,
            "0",
            "How long flows by day (table flows_day) are kept, by the time of capture; 0 means forever. Earlier times "
                    + "have no figures. Not less than wadi.retention.hour-days.");
    public static final Setting<Duration> HOSTS = GROUP.add(
            "wadi.retention.host-days",
            SettingType.KEPT,
            "0",
            "How long an address (table hosts) is kept after its last packet; 0 means forever. Give it at least the "
                    + "longest of the other times, so that every flow that is kept still has its hosts.");
    public static final Setting<Duration> PLACES = GROUP.add(
            "wadi.retention.place-days",
            SettingType.KEPT,
            "0",
            "How long the place of an address (table geoip) is kept after the last packet of the address; 0 means "
                    + "forever. A place comes back with the next packet.");
    public static final Setting<Duration> NAMES = GROUP.add(
            "wadi.retention.name-days",
            SettingType.KEPT,
            "0",
            "How long the name of an address that never had a packet (table host_names) is kept; 0 means forever.");
    public static final Setting<Integer> MOST_HOSTS = GROUP.add(
            "wadi.retention.most-hosts",
            SettingType.integer(0, 1_000_000_000, "addresses"),
            "10000000",
            "Most addresses that tables hosts and host_names keep, because a flood of forged addresses fills them; 0 means "
                    + "all. Beyond this number, the least active hosts are deleted with their places, and row 0.0.0.0/0 of "
                    + "hosts has their sums.");
    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.retention.interval-millis",
            SettingType.INTERVAL,
            "3600000",
            "Time between two searches for rows that are too old.");

    private RetentionSettings() {}

    /** Figures of a range add up days, hours at its ends and windows at theirs: a gap in the sums would be a wrong figure. */
    static void check(Settings settings) {
        Problems.ofAll(
                Stream.of(() -> checkOutlives(settings, HOURS, FLOWS), () -> checkOutlives(settings, DAYS, HOURS)));
    }

    private static void checkOutlives(Settings settings, Setting<Duration> coarse, Setting<Duration> fine) {
        Duration kept = settings.get(coarse);
        Duration atLeast = settings.get(fine);
        boolean isForever = kept.isZero();
        if (!isForever && (atLeast.isZero() || kept.compareTo(atLeast) < 0)) {
            throw new SettingException("Setting " + coarse + " is " + kept.toDays() + ", but " + fine + " is "
                    + (atLeast.isZero() ? "0 (forever)" : atLeast.toDays()) + ": figures need the sums by hour and day "
                    + "for at least as long as what they sum up. Set " + coarse
                    + " to the same number or more, or to 0, or lower " + fine);
        }
    }
}

package io.wadi.query;

import io.wadi.settings.RetentionSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time resolution of the stored flows: windows for some days, hours for some days, and days forever.
 *
 * @param windowSeconds length of a window of table {@code flows}
 * @param windowDays days for which windows are kept; 0 means forever
 * @param hourDays days for which hours are kept; 0 means forever
 */
public record FlowDetail(int windowSeconds, int windowDays, int hourDays) {

    /** Windows of this length, kept forever. */
    public static FlowDetail windows(int seconds) {
        return new FlowDetail(seconds, 0, 0);
    }

    /** The detail according to the settings. */
    public static FlowDetail of(Settings settings) {
        return new FlowDetail(
                Math.toIntExact(settings.get(StoreSettings.WINDOW).toSeconds()),
                Math.toIntExact(settings.get(RetentionSettings.FLOWS).toDays()),
                Math.toIntExact(settings.get(RetentionSettings.HOURS).toDays()));
    }

    /** The finest grain that is still stored for a point in time. */
    Grain finest(Instant time, Instant now) {
        if (isKept(time, now, windowDays)) {
            return Grain.MINUTE;
        }
        return isKept(time, now, hourDays) ? Grain.HOUR : Grain.DAY;
    }

    private static boolean isKept(Instant time, Instant now, int days) {
        return days == 0 || !time.isBefore(now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days)));
    }
}

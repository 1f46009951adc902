package io.wadi.query;

import io.wadi.settings.LakeSettings;
import io.wadi.settings.RetentionSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time resolution of the stored flows: windows for some days, hours for more, and days for most. Both what retention has
 * removed, with whatever settings, and what it removes with these are not counted on.
 *
 * @param windowSeconds length of a window of table {@code flows}
 * @param windowDays days for which windows are kept; 0 means forever
 * @param hourDays days for which hours are kept; 0 means forever
 * @param dayDays days for which days are kept; 0 means forever
 * @param hasLake whether the lake may have windows that are no longer kept
 * @param kept what retention has left in the database
 */
public record FlowDetail(
        int windowSeconds, int windowDays, int hourDays, int dayDays, boolean hasLake, KeptSince kept) {

    /** Windows of this length, kept forever. */
    public static FlowDetail windows(int seconds) {
        return new FlowDetail(seconds, 0, 0, 0, false, KeptSince.ALWAYS);
    }

    /** The detail according to the settings alone. */
    public static FlowDetail of(Settings settings) {
        return new FlowDetail(
                Math.toIntExact(settings.get(StoreSettings.WINDOW).toSeconds()),
                Math.toIntExact(settings.get(RetentionSettings.FLOWS).toDays()),
                Math.toIntExact(settings.get(RetentionSettings.HOURS).toDays()),
                Math.toIntExact(settings.get(RetentionSettings.DAYS).toDays()),
                settings.get(LakeSettings.ENABLED),
                KeptSince.ALWAYS);
    }

    /** The same settings with what retention has left in the database. */
    FlowDetail with(KeptSince left) {
        return new FlowDetail(windowSeconds, windowDays, hourDays, dayDays, hasLake, left);
    }

    /** The finest grain that is still stored for a point in time. */
    Grain finest(Instant time, Instant now) {
        if (!time.isBefore(firstWindow(now))) {
            return Grain.MINUTE;
        }
        return time.isBefore(first(now, hourDays, kept.hours())) ? Grain.DAY : Grain.HOUR;
    }

    /** What else may answer, as the end of a sentence that says that the tables do not. */
    String hint() {
        return hasLake ? ". The lake may have them: ask on page /explore, without once" : " and wadi.lake.enabled";
    }

    /** From when on windows are kept. */
    Instant firstWindow(Instant now) {
        return first(now, windowDays, kept.windows());
    }

    /** From when on anything is kept. */
    Instant first(Instant now) {
        return first(now, dayDays, kept.days());
    }

    private static Instant first(Instant now, int days, Instant left) {
        Instant allowed =
                days == 0 ? Instant.MIN : now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        return allowed.isBefore(left) ? left : allowed;
    }
}

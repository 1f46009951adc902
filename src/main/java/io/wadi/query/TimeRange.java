package io.wadi.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The half-open time range of an answer, exact to the second. A window belongs to the range if its start does. The
 * first and the last bucket of figures by time may extend beyond the range, but count only what is in the range.
 *
 * <p>A range of a few windows has buckets that are shorter than a window. Each flow is spread evenly from its first to its
 * last packet then, and the ends of the range are those of its windows.
 *
 * @param from start
 * @param to end, exclusive
 * @param grain grain of the aggregates that answer it
 * @param grainByTime grain of the aggregates for figures by time
 * @param bucketSeconds bucket length of figures by time, in seconds
 * @param windowSeconds length of a window in seconds
 */
public record TimeRange(
        Instant from, Instant to, Grain grain, Grain grainByTime, int bucketSeconds, int windowSeconds) {

    private static final int BUCKETS = 120;

    /** Ranges of at most this number of windows have shorter buckets. */
    private static final int FEW_WINDOWS = 15;

    private static final int[] BUCKET_SECONDS = {
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1_800,
        3_600,
        7_200,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
        2_592_000,
        31_536_000
    };

    /**
     * Creates the range between two instants, as far as the tables have it. If retention has deleted the windows or hours at
     * one end, that end moves inwards to the next whole hour or day, and the start to the first day that is kept.
     *
     * @throws QueryException if the range has no whole hour or day of those that are kept
     */
    static TimeRange between(Instant from, Instant to, Instant now, FlowDetail detail) {
        Instant first = detail.first(now);
        if (!first.isBefore(to)) {
            throw new NotStoredException("Flows from " + from + " to " + to
                    + " are no longer stored (setting wadi.retention.day-days): choose a later range");
        }
        Instant start = ceiling(from.isBefore(first) ? first : from, detail.finest(from, now));
        Instant end = floor(to, detail.finest(to, now));
        if (!start.isBefore(end)) {
            String unit = unit(detail.finest(from, now));
            throw new NotStoredException(
                    "For " + from + " to " + to + " only whole " + unit + "s are still stored (UTC; "
                            + "settings wadi.retention.flow-days and hour-days): choose a range with a whole " + unit);
        }
        return covering(start, end, now, detail);
    }

    /** Creates the range of this length up to now. */
    public static TimeRange last(Duration length, Instant now, FlowDetail detail) {
        return between(now.minus(length), now, now, detail);
    }

    /**
     * Creates the range of the same length that begins earlier.
     *
     * @throws QueryException if it is not stored in the detail that its ends need
     */
    TimeRange earlier(Duration shift, Instant now, FlowDetail detail) {
        Instant start = from.minus(shift);
        Instant end = to.minus(shift);
        if (start.isBefore(detail.first(now))) {
            throw new NotStoredException("The range to compare with, " + start + " to " + end
                    + ", is not stored any longer, or not all of it (setting wadi.retention.day-days)");
        }
        Grain finest = detail.finest(start, now);
        Grain finestAtEnd = detail.finest(end, now);
        boolean isStartStored = floor(start, finest).equals(start);
        if (!isStartStored || !floor(end, finestAtEnd).equals(end)) {
            String units = unit(isStartStored ? finestAtEnd : finest) + "s";
            throw new NotStoredException("The range to compare with, " + start + " to " + end
                    + ", is only stored by whole " + units + ": choose a range of whole " + units + " (UTC)");
        }
        return new TimeRange(
                start, end, coarser(finest, grain), coarser(finest, grainByTime), bucketSeconds, windowSeconds);
    }

    /** Its length, in whole windows if it consists of windows, of which the last one may not be over. */
    Duration length() {
        Duration length = Duration.between(from, to);
        long seconds = length.plusNanos(999_999_999).toSeconds();
        boolean isOfWindows = isSpread() && nextWindow(from, windowSeconds).equals(from);
        return isOfWindows ? Duration.ofSeconds(-Math.floorDiv(-seconds, windowSeconds) * windowSeconds) : length;
    }

    /** Whether its buckets are shorter than a window, so that flows are spread over them. */
    boolean isSpread() {
        return bucketSeconds < windowSeconds;
    }

    private static TimeRange covering(Instant from, Instant to, Instant now, FlowDetail detail) {
        Duration length = Duration.between(from, to);
        Grain finest = detail.finest(from, now);
        Grain grain = coarser(finest, Grain.of(length));
        Grain grainByTime = coarser(finest, Grain.byTime(length));
        int window = detail.windowSeconds();
        if (grainByTime == Grain.MINUTE && length.toSeconds() <= (long) FEW_WINDOWS * window) {
            return spread(from, to, now, window);
        }
        int bucket = bucketSeconds(length.toSeconds(), grainByTime.seconds(window));
        return new TimeRange(from, to, grain, grainByTime, bucket, window);
    }

    /** The ends are moved to those of the windows in the range, but not beyond now. */
    private static TimeRange spread(Instant from, Instant to, Instant now, int window) {
        Instant start = nextWindow(from, window);
        Instant end = nextWindow(to, window);
        Instant last = end.isAfter(now) ? (to.isAfter(now) ? to : now) : end;
        boolean hasWindows = start.isBefore(last);
        int bucket = fineSeconds(Duration.between(from, to).toSeconds(), window);
        return new TimeRange(
                hasWindows ? start : from, hasWindows ? last : to, Grain.MINUTE, Grain.MINUTE, bucket, window);
    }

    private static Instant nextWindow(Instant time, int window) {
        return Instant.ofEpochSecond(-Math.floorDiv(-wholeSecond(time), (long) window) * window);
    }

    /** The same range if windows answer it, which a caller has to be sure of. */
    TimeRange inWindows(FlowDetail detail) {
        if (isSpread()) {
            return this;
        }
        int bucket = bucketSeconds(Duration.between(from, to).toSeconds(), detail.windowSeconds());
        return new TimeRange(from, to, Grain.MINUTE, Grain.MINUTE, bucket, windowSeconds);
    }

    private static String unit(Grain finest) {
        return finest == Grain.DAY ? "day" : "hour";
    }

    private static Grain coarser(Grain one, Grain other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant floor(Instant time, Grain finest) {
        return switch (finest) {
            case MINUTE -> time;
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.truncatedTo(ChronoUnit.DAYS);
        };
    }

    private static Instant ceiling(Instant time, Grain finest) {
        Instant below = floor(time, finest);
        return below.equals(time) ? time : floor(below.plusSeconds(finest.seconds(1)), finest);
    }

    /** The first whole second of the range; windows start at whole seconds. */
    long fromSecond() {
        return wholeSecond(from);
    }

    /** The first whole second after the range. */
    long toSecond() {
        return wholeSecond(to);
    }

    private static long wholeSecond(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }

    /** The shortest bucket that divides a window and gives few enough buckets. */
    private static int fineSeconds(long rangeSeconds, int windowSeconds) {
        return Arrays.stream(BUCKET_SECONDS)
                .filter(seconds -> windowSeconds % seconds == 0 && (long) seconds * BUCKETS >= rangeSeconds)
                .findFirst()
                .orElse(windowSeconds);
    }

    private static int bucketSeconds(long rangeSeconds, int windowSeconds) {
        for (int seconds : BUCKET_SECONDS) {
            if (seconds % windowSeconds == 0 && (long) seconds * BUCKETS >= rangeSeconds) {
                return seconds;
            }
        }
        return (int) ((rangeSeconds / BUCKETS / windowSeconds + 1) * windowSeconds);
    }
}

package io.wadi.web;

import java.time.Duration;
import java.time.Instant;

/**
 * The half-open range of time that an answer covers. Its beginning is moved back to that of a window and a bucket, so
 * that sums over buckets are those over the range, and do not waver as the range moves on.
 *
 * @param from its beginning
 * @param to its end; a window that begins before it counts in full
 * @param grain which sums answer it
 * @param grainByTime which sums answer the figures by time
 * @param bucketSeconds seconds of a bucket of the figures by time
 */
public record ApiRange(Instant from, Instant to, Grain grain, Grain grainByTime, int bucketSeconds) {

    private static final int BUCKETS = 120;
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

    /** The range from one instant to a later one. */
    static ApiRange between(Instant from, Instant to, int flowWindowSeconds) {
        Duration length = Duration.between(from, to);
        Grain grain = Grain.of(length);
        Grain grainByTime = Grain.byTime(length);
        int bucket = bucketSeconds(length.toSeconds(), grainByTime.seconds(flowWindowSeconds));
        int step = Math.max(bucket, grain.seconds(flowWindowSeconds));
        long start = from.getEpochSecond() - Math.floorMod(from.getEpochSecond(), step);
        return new ApiRange(Instant.ofEpochSecond(start), to, grain, grainByTime, bucket);
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

package io.wadi.query;

/**
 * The buckets of figures by time: all of the same length, the first one begins at or before the range.
 *
 * @param start start of the first, in seconds since the epoch
 * @param seconds length of each
 * @param number how many
 */
record Buckets(long start, int seconds, int number) {

    /** Those of a range. */
    static Buckets of(TimeRange range) {
        long start = Math.floorDiv(range.fromSecond(), range.bucketSeconds()) * range.bucketSeconds();
        long number = -Math.floorDiv(start - range.toSecond(), (long) range.bucketSeconds());
        return new Buckets(start, range.bucketSeconds(), Math.toIntExact(Math.max(1, number)));
    }

    /**
     * The SQL of the number of the bucket of a row.
     *
     * @param second the SQL of its time in seconds since the epoch
     * @param shift how much earlier it is than the range, in seconds
     */
    String index(String second, long shift) {
        return "least(" + (number - 1) + ", greatest(0, (" + second + " + " + (shift - start) + ") / " + seconds
                + "))::int";
    }
}

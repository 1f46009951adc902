package io.wadi.flow;

/**
 * Adds counts and caps the sum at {@link Long#MAX_VALUE}. Real traffic never gets there: a {@code long} holds nine
 * exabytes. Forged flow messages can, because they may claim any count. The SQL statements of the stores cap the same
 * way.
 */
public final class CappedSum {

    private CappedSum() {}

    /** The sum of two counts, neither of them negative; {@link Long#MAX_VALUE} if the sum exceeds that. */
    public static long of(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}

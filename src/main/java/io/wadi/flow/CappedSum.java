package io.wadi.flow;

/**
 * Sums of counts that a message may name at will. Real traffic does not fill a {@code long} of bytes, which are nine
 * exabytes; forged flow messages do, and their sum stays at the largest value, as the statements of the stores see to.
 */
final class CappedSum {

    private CappedSum() {}

    /** The sum of two counts, neither negative; {@link Long#MAX_VALUE} where it exceeds that. */
    static long of(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}

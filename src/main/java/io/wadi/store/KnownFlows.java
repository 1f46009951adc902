package io.wadi.store;

import io.wadi.flow.FlowKey;
import java.util.BitSet;

/**
 * The keys of the flows that this process has stored lately, or is about to: one bit for each, by its hash. Of a key whose bit is not set
 * there is no row in table {@code flows}, unless another process stored it or it is older than the latest four million. Not
 * thread-safe.
 */
final class KnownFlows {

    /**
     * With so many of its 2^26 bits (8 MB) set, one in 16 new keys is taken for a known one, which costs only time. Four
     * million are what exporters of 30,000 records a second send in a minute, the time in which their flows come again.
     */
    private static final int MOST_KEYS = 1 << 22;

    private static final int BITS = 26;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private final int most;
    private BitSet latest = new BitSet();
    private BitSet before = new BitSet();
    private int keys;

    KnownFlows() {
        this(MOST_KEYS);
    }

    /** Forgets keys after {@code most} to twice as many later ones. */
    KnownFlows(int most) {
        this.most = most;
    }

    boolean mayHave(FlowKey key) {
        int bit = bit(key);
        return latest.get(bit) || before.get(bit);
    }

    void add(FlowKey key) {
        if (keys == most) {
            before = latest;
            latest = new BitSet();
            keys = 0;
        }
        latest.set(bit(key));
        keys++;
    }

    private static int bit(FlowKey key) {
        return key.hashCode() * GOLDEN_RATIO >>> Integer.SIZE - BITS;
    }
}

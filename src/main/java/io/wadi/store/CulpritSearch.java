package io.wadi.store;

import io.wadi.message.Attempt;
import java.util.BitSet;

/**
 * The search for the packets of one record that a store refuses. It tries longer and longer beginnings of the record, without
 * the culprits found so far, and rolls each trial back. Where a beginning is refused that is one packet longer than an accepted
 * one, its last packet is a culprit. At last it stores the record without all of them. If that is refused all the same, as by a
 * constraint that is checked at the end of a transaction, all packets are left out. So one culprit of 32 packets costs about
 * ten trials, and 32 of them one each. Immutable.
 */
final class CulpritSearch {

    private static final int NONE = -1;

    private final long offset;
    private final int packets;
    private final BitSet culprits;
    private final String firstReason;
    private final int accepted;
    private final int refused;
    private final String reason;
    private final Attempt attempt;

    /** A state: the lengths of the longest beginning that was accepted, and of the shortest that was refused and why, or NONE. */
    private CulpritSearch(
            long offset,
            int packets,
            BitSet culprits,
            String firstReason,
            int accepted,
            int refused,
            String reason,
            int step) {
        boolean found = refused == accepted + 1;
        // Trials do not tell: what one of them accepted is refused when it is to be stored.
        boolean isVain = refused != NONE && refused <= accepted;
        this.offset = offset;
        this.packets = packets;
        this.culprits = (BitSet) culprits.clone();
        if (isVain) {
            this.culprits.set(0, packets);
        } else if (found) {
            this.culprits.set(accepted);
        }
        this.firstReason = firstReason == null && found ? reason : firstReason;
        this.accepted = found ? refused : accepted;
        this.refused = found || isVain ? NONE : refused;
        this.reason = reason;
        attempt = next(found ? 1 : step);
    }

    /** Starts with a record that was refused as a whole. */
    static CulpritSearch of(long offset, int packets, String reason) {
        return new CulpritSearch(offset, packets, new BitSet(), null, 0, packets, reason, 1);
    }

    private Attempt next(int step) {
        int length = refused == NONE ? accepted + step : (accepted + refused) / 2;
        return new Attempt(Math.min(length, packets), culprits, firstReason, length < packets);
    }

    /** The offset of the record. */
    long offset() {
        return offset;
    }

    /** Number of its packets, at least 1. */
    int packets() {
        return packets;
    }

    String reason() {
        return reason;
    }

    /** What is to be tried now. */
    Attempt attempt() {
        return attempt;
    }

    /** The search after the store refused an attempt; an earlier attempt says nothing new. */
    CulpritSearch afterRefusal(Attempt tried, String why) {
        return tried.equals(attempt)
                ? new CulpritSearch(offset, packets, culprits, firstReason, accepted, tried.packets(), why, 1)
                : this;
    }

    /** The search after the store accepted a trial; an earlier trial says nothing new. */
    CulpritSearch afterSuccess(Attempt tried) {
        return tried.equals(attempt)
                ? new CulpritSearch(
                        offset,
                        packets,
                        culprits,
                        firstReason,
                        tried.packets(),
                        refused,
                        reason,
                        2 * (tried.packets() - accepted))
                : this;
    }
}

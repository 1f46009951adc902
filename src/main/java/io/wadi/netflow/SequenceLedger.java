package io.wadi.netflow;

/**
 * The sequence numbers of one stream, by the convention that its exporter follows. RFC 7011 section 3.1 counts all
 * records before the message. Some exporters count those of the message too, or leave out those of options data
 * (softflowd does both). All conventions are followed at the same time, and the one counts that has fitted most often.
 * Not thread-safe.
 */
final class SequenceLedger {

    private final SequenceNumbers[] conventions = {
        new SequenceNumbers(), new SequenceNumbers(), new SequenceNumbers(), new SequenceNumbers()
    };
    private SequenceNumbers best = conventions[0];

    /**
     * Notes a datagram.
     *
     * @param number its sequence number
     * @param units the units in it, records or 1 for a datagram; negative if unknown
     * @param options those of them that are options data
     * @param restarted whether its uptime shows that the exporter has restarted
     * @return units lost before it; negative for units counted as lost that have arrived late
     */
    long note(int number, int units, int options, boolean restarted) {
        int flows = units < 0 ? units : units - options;
        long[] missing = {
            conventions[0].note(number, units, restarted),
            conventions[1].note(number, flows, restarted),
            conventions[2].note(number - Math.max(units, 0), units, restarted),
            conventions[3].note(number - Math.max(flows, 0), flows, restarted)
        };
        int chosen = 0;
        for (int i = 1; i < conventions.length; i++) {
            chosen = conventions[i].fitting() > conventions[chosen].fitting() ? i : chosen;
        }
        best = conventions[chosen];
        return missing[chosen];
    }

    /** Units lost so far. */
    long lost() {
        return best.lost();
    }

    /** Restarts of the exporter so far. */
    long restarts() {
        return best.restarts();
    }
}

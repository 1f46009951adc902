package io.wadi.netflow;

/**
 * Finds losses in the sequence numbers of one stream, which are those of the first unit of a datagram. NetFlow v5 and IPFIX count records, NetFlow v9 and sFlow count
 * datagrams; all have 32 bits and wrap. A restart of the exporter and a datagram that overtook another one are told
 * apart from a loss. Not thread-safe.
 */
final class SequenceNumbers {

    /** A number that is at most so much too small belongs to a datagram that was overtaken. */
    private static final int MOST_LATE = 1_000;

    /** A larger gap is a restart: it cannot be known how much was lost. */
    private static final int MOST_LOST = 1 << 24;

    private boolean known;
    private int next;
    private long lost;
    private long restarts;
    private long fitting;

    /**
     * Notes a datagram.
     *
     * @param number its sequence number: that of its first unit
     * @param units the units in it; negative if unknown, because a template is missing
     * @param restarted whether its uptime shows that the exporter has restarted
     * @return units lost before it; negative for units counted as lost that have arrived late
     */
    long note(int number, int units, boolean restarted) {
        int gap = known ? number - next : 0;
        fitting += known && gap == 0 ? 1 : 0;
        boolean overtaken = gap < 0 && gap >= -MOST_LATE && !restarted;
        if (overtaken) {
            long late = Math.min(lost, Math.max(units, 0));
            lost -= late;
            return -late;
        }
        boolean jumped = gap < 0 || gap > MOST_LOST || restarted && gap != 0;
        restarts += jumped ? 1 : 0;
        long missing = jumped ? 0 : gap;
        lost += missing;
        known = units >= 0;
        next = number + units;
        return missing;
    }

    /** Datagrams that followed the one before without a gap. */
    long fitting() {
        return fitting;
    }

    /** Units lost so far. */
    long lost() {
        return lost;
    }

    /** Restarts of the exporter so far. */
    long restarts() {
        return restarts;
    }
}

package io.wadi.flow;

import io.wadi.net.IpAddress;

/**
 * The way of a flow through its exporter, as the exporter states it. Numbers are {@link #UNKNOWN} and other values null if
 * it does not.
 *
 * @param in SNMP index of the interface that the packets came in by, 32 bits
 * @param out SNMP index of the interface that the packets left by
 * @param inName name of the first interface, at most {@link #MOST_NAME} characters
 * @param outName name of the second interface
 * @param nextHop address of the next router
 * @param srcAsn AS number of the source, as exported
 * @param dstAsn AS number of the destination, as exported
 * @param sampling one of how many packets the exporter looked at
 */
public record ExportedPath(
        long in, long out, String inName, String outName, IpAddress nextHop, long srcAsn, long dstAsn, long sampling) {

    /** A number that is not stated. */
    public static final long UNKNOWN = -1;

    static final int MOST_NAME = 255;

    /** This path, with what only an earlier part of the same flow states; of two values the later one counts. */
    ExportedPath after(ExportedPath earlier) {
        if (earlier == null || earlier.equals(this)) {
            return this;
        }
        return new ExportedPath(
                known(in, earlier.in),
                known(out, earlier.out),
                in == UNKNOWN || inName == null && in == earlier.in ? earlier.inName : inName,
                out == UNKNOWN || outName == null && out == earlier.out ? earlier.outName : outName,
                nextHop == null ? earlier.nextHop : nextHop,
                known(srcAsn, earlier.srcAsn),
                known(dstAsn, earlier.dstAsn),
                known(sampling, earlier.sampling));
    }

    private static long known(long number, long otherwise) {
        return number == UNKNOWN ? otherwise : number;
    }
}

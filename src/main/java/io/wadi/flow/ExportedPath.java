package io.wadi.flow;

import io.wadi.net.IpAddress;

/**
 * The way of a flow through its exporter, and how the exporter treated it, as the exporter states it. Numbers are {@link
 * #UNKNOWN} and other values null if it does not.
 *
 * @param in SNMP index of the interface that the packets came in by, 32 bits
 * @param out SNMP index of the interface that the packets left by
 * @param inName name of the first interface, at most {@link #MOST_NAME} characters
 * @param outName name of the second interface
 * @param nextHop address of the next router
 * @param srcAsn AS number of the source, as exported
 * @param dstAsn AS number of the destination, as exported
 * @param sampling one of how many packets the exporter looked at
 * @param tos type of service or traffic class of the IP header, 0 to 255: DSCP in the upper six bits, ECN in the lower two
 * @param direction where the exporter saw the packets: {@link #INGRESS} or {@link #EGRESS} (IANA element 61)
 * @param endReason why the exporter ended the flow, 0 to 255 (IANA element 136)
 */
public record ExportedPath(
        long in,
        long out,
        String inName,
        String outName,
        IpAddress nextHop,
        long srcAsn,
        long dstAsn,
        long sampling,
        int tos,
        int direction,
        int endReason) {

    /** A number that is not stated. */
    public static final int UNKNOWN = -1;

    /** The exporter saw the packets come in. */
    public static final int INGRESS = 0;

    /** The exporter saw the packets leave. */
    public static final int EGRESS = 1;

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
                known(sampling, earlier.sampling),
                known(tos, earlier.tos),
                known(direction, earlier.direction),
                known(endReason, earlier.endReason));
    }

    private static long known(long number, long otherwise) {
        return number == UNKNOWN ? otherwise : number;
    }

    private static int known(int number, int otherwise) {
        return number == UNKNOWN ? otherwise : number;
    }
}

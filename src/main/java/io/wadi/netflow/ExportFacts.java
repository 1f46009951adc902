package io.wadi.netflow;

import io.wadi.net.IpAddress;

/**
 * What an exporter knows of a flow and a capture does not. Numbers are {@link #UNKNOWN} if the exporter does not state
 * them.
 *
 * @param samplingRate one of how many packets the exporter looked at, at least 1; packets and bytes are scaled by it
 * @param inInterface SNMP index of the interface that the packets came in by
 * @param outInterface SNMP index of the interface that the packets left by
 * @param nextHop address of the next router, or null
 * @param srcAs AS number of the source, as exported
 * @param dstAs AS number of the destination, as exported
 * @param tos IP type of service or traffic class, 0–255
 * @param direction 0 ingress, 1 egress (IANA element 61)
 * @param endReason 1 idle timeout, 2 active timeout, 3 end of flow, 4 forced end, 5 lack of resources (IANA element 136)
 * @param inName name of the first interface, as the exporter's options data has it, or null
 * @param outName name of the second interface, or null
 */
public record ExportFacts(
        long samplingRate,
        long inInterface,
        long outInterface,
        IpAddress nextHop,
        long srcAs,
        long dstAs,
        int tos,
        int direction,
        int endReason,
        String inName,
        String outName) {

    /** A number that the exporter does not state. */
    public static final int UNKNOWN = -1;
}

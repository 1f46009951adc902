package io.wadi.packet;

import io.wadi.net.Bytes;

/** Reads the header of one kind of link layer, and whatever shims follow, up to the IP header. */
@FunctionalInterface
interface LinkLayer {

    /**
     * Reads a header.
     *
     * @param frame the captured bytes
     * @param at where the header starts
     * @param out takes what was found; left at {@link LinkHeader#NOT_IP} where the frame carries no IP
     * @throws IndexOutOfBoundsException when the captured bytes end before the header does
     */
    void read(Bytes frame, int at, LinkHeader out);
}

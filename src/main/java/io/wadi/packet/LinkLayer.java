package io.wadi.packet;

import io.wadi.net.Bytes;

/** Reads the header of one kind of link layer, and any shims after it, up to the IP header. */
@FunctionalInterface
interface LinkLayer {

    /**
     * Reads a header.
     *
     * @param frame the captured bytes
     * @param at start of the header
     * @param out receives the result; stays at {@link LinkHeader#NOT_IP} if the frame carries no IP
     * @throws IndexOutOfBoundsException if the captured bytes end before the header
     */
    void read(Bytes frame, int at, LinkHeader out);
}

package io.wadi.packet;

import io.wadi.net.IpAddress;

/** Traffic from one address to another: a packet, or the packets of one flow. */
public interface Directed {

    /** Source address. */
    IpAddress src();

    /** Destination address, of the same IP version. */
    IpAddress dst();
}

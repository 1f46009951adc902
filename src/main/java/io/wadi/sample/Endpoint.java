package io.wadi.sample;

import io.wadi.net.IpAddress;

/**
 * One end of a conversation, as the capture point in the office sees it.
 *
 * @param mac the station's Ethernet address, 48 bits; for what is outside, the router's
 * @param ip its address
 * @param port TCP or UDP port, 0–65535; 0 for protocols without ports
 * @param ttl time to live or hop limit of its packets when they are captured, 1–255
 */
record Endpoint(long mac, IpAddress ip, int port, int ttl) {

    /** The same end, its packets with another hop count. */
    Endpoint withTtl(int newTtl) {
        return new Endpoint(mac, ip, port, newTtl);
    }
}

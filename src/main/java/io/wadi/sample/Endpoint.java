package io.wadi.sample;

import io.wadi.net.IpAddress;

/**
 * One endpoint of a conversation, as seen by a capture in the office.
 *
 * @param mac Ethernet address, 48 bits; for addresses outside the office, the router's
 * @param ip its address
 * @param port TCP or UDP port, 0–65535; 0 for protocols without ports
 * @param ttl time to live or hop limit of its packets at the capture, 1–255
 */
record Endpoint(long mac, IpAddress ip, int port, int ttl) {

    /** The same endpoint with another hop limit. */
    Endpoint withTtl(int newTtl) {
        return new Endpoint(mac, ip, port, newTtl);
    }
}

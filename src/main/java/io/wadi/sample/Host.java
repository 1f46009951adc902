package io.wadi.sample;

import io.wadi.net.IpAddress;

/**
 * A machine in the office.
 *
 * @param name its host name
 * @param mac Ethernet address, 48 bits
 * @param v4 its address in 192.168.1.0/24
 * @param v6 whether it uses IPv6 on the Internet; every machine has a link-local address
 * @param ttl initial hop limit of its system: 64 or 128
 * @param weight how often it is used, relative to the others
 */
record Host(String name, long mac, IpAddress v4, boolean v6, int ttl, int weight) implements Weighted.Item {

    private static final long GLOBAL_PREFIX = 0x2a02_0168_4a2c_0010L;
    private static final long LOCAL_PREFIX = 0xfd5a_7c1e_93b2_0001L;
    private static final long LINK_LOCAL_PREFIX = 0xfe80_0000_0000_0000L;

    /** Its endpoint over IPv4. */
    Endpoint over4(int port) {
        return new Endpoint(mac, v4, port, ttl);
    }

    /** Its endpoint for the Internet over IPv6, in 2a02:168:4a2c:10::/64. */
    Endpoint over6(int port) {
        return new Endpoint(mac, IpAddress.v6(GLOBAL_PREFIX, privateIdentifier()), port, ttl);
    }

    /** Its endpoint within the office over IPv6, in fd5a:7c1e:93b2:1::/64. */
    Endpoint local6(int port) {
        return new Endpoint(mac, IpAddress.v6(LOCAL_PREFIX, hardwareIdentifier()), port, ttl);
    }

    /** Its link-local endpoint, for neighbour discovery and multicast DNS. */
    Endpoint link6(int port) {
        return new Endpoint(mac, IpAddress.v6(LINK_LOCAL_PREFIX, hardwareIdentifier()), port, 255);
    }

    /** An interface identifier that does not reveal the hardware address (RFC 8981). */
    private long privateIdentifier() {
        return new Dice(mac).bits() & ~(1L << 57);
    }

    /** The interface identifier made from the hardware address (modified EUI-64, RFC 4291 appendix A). */
    private long hardwareIdentifier() {
        return (mac >>> 24) << 40 ^ 1L << 57 | 0xfffeL << 24 | mac & 0xff_ffffL;
    }
}

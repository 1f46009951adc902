package io.wadi.packet;

import io.wadi.net.Bytes;

/** The checksum of TCP and UDP, with the pseudo-header of RFC 9293 section 3.1 and RFC 8200 section 8.1. */
final class TransportChecksum {

    private static final int TCP_FIELD = 16;
    private static final int UDP_FIELD = 6;

    private TransportChecksum() {}

    /** Whether the checksum is right, or absent: 0. The packet is whole, and ends where its transport ends. */
    static boolean isPossible(Bytes bytes, IpPacket ip) {
        int field = ip.transport + (ip.protocol == Transports.TCP ? TCP_FIELD : UDP_FIELD);
        if (!ip.has(field, 2)) {
            return false;
        }
        int length = ip.end - ip.transport;
        long sum = ip.protocol + length + sum(ip.src.toBytes()) + sum(ip.dst.toBytes());
        for (int i = 0; i < length - 1; i += 2) {
            sum += bytes.u16(ip.transport + i);
        }
        if (length % 2 != 0) {
            sum += bytes.u8(ip.end - 1) << 8;
        }
        return bytes.u16(field) == 0 || fold(sum) == 0xffff;
    }

    private static long sum(byte[] address) {
        Bytes bytes = new Bytes().set(address, 0, address.length);
        long sum = 0;
        for (int i = 0; i < address.length; i += 2) {
            sum += bytes.u16(i);
        }
        return sum;
    }

    private static long fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return folded;
    }
}

package io.wadi.packet;

import io.wadi.net.Bytes;
import io.wadi.packet.app.ApplicationContext;

/** Reads ports, TCP header facts and ICMP types; facts that were not captured are absent. */
final class Transports {

    static final int ICMP = 1;
    static final int TCP = ApplicationContext.TCP;
    static final int UDP = ApplicationContext.UDP;
    static final int DCCP = 33;
    static final int ICMPV6 = 58;
    static final int SCTP = 132;
    static final int UDP_LITE = 136;

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int SCTP_HEADER = 12;

    private Transports() {}

    /** Reads the transport header at {@link IpPacket#transport}. */
    static void read(Bytes frame, IpPacket ip) {
        switch (ip.protocol) {
            case TCP -> tcp(frame, ip);
            case UDP -> udp(frame, ip);
            case UDP_LITE -> ports(frame, ip, UDP_HEADER);
            case SCTP, DCCP -> ports(frame, ip, SCTP_HEADER);
            case ICMP, ICMPV6 -> icmp(frame, ip);
            default -> {
                // Other transports have no facts for a packet.
            }
        }
    }

    private static void ports(Bytes frame, IpPacket ip, int header) {
        int at = ip.transport;
        if (ip.has(at, 4)) {
            ip.srcPort = frame.u16(at);
            ip.dstPort = frame.u16(at + 2);
        }
        ip.payload = Math.min(at + header, ip.end);
    }

    /** UDP (RFC 768); a valid length in its header limits the payload. */
    private static void udp(Bytes frame, IpPacket ip) {
        int at = ip.transport;
        ports(frame, ip, UDP_HEADER);
        if (ip.has(at, UDP_HEADER)) {
            int length = frame.u16(at + 4);
            if (length >= UDP_HEADER) {
                ip.end = Math.min(ip.end, at + length);
                ip.wireEnd = Math.min(ip.wireEnd, at + length);
            }
        }
    }

    private static void tcp(Bytes frame, IpPacket ip) {
        int at = ip.transport;
        ports(frame, ip, TCP_HEADER);
        if (ip.has(at, TCP_HEADER)) {
            int header = Math.max(TCP_HEADER, frame.u8(at + 12) >>> 2 & 0x3c);
            int payload = Math.max(0, ip.wireEnd - at - header);
            ip.tcp = new Packet.Tcp(
                    frame.u8(at + 13), frame.u32(at + 4), frame.u32(at + 8), frame.u16(at + 14), payload);
            ip.payload = Math.min(at + header, ip.end);
        }
    }

    private static void icmp(Bytes frame, IpPacket ip) {
        int at = ip.transport;
        if (ip.has(at, 2)) {
            ip.icmp = new Packet.Icmp(frame.u8(at), frame.u8(at + 1));
        }
    }
}

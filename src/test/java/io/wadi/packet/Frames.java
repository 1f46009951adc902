package io.wadi.packet;

import io.wadi.net.IpAddress;

/** Complete Ethernet frames over IPv4, for the tests of later stages. */
public final class Frames {

    private static final int ICMP = 1;

    private Frames() {}

    /** A TCP segment with these flag bits. */
    public static byte[] tcp(String src, int srcPort, String dst, int dstPort, int flags, byte[] payload) {
        return ipv4(src, dst, FrameBuilder.TCP, FrameBuilder.tcp(srcPort, dstPort, flags, payload));
    }

    /** A UDP datagram. */
    public static byte[] udp(String src, int srcPort, String dst, int dstPort, byte[] payload) {
        return ipv4(src, dst, FrameBuilder.UDP, FrameBuilder.udp(srcPort, dstPort, payload));
    }

    /** An ICMP message of this type, code 0. */
    public static byte[] icmp(String src, String dst, int type) {
        return ipv4(src, dst, ICMP, new byte[] {(byte) type, 0, 0, 0, 0, 1, 0, 1});
    }

    private static byte[] ipv4(String src, String dst, int protocol, byte[] content) {
        return FrameBuilder.ethernet(
                FrameBuilder.IPV4, FrameBuilder.ipv4(IpAddress.parse(src), IpAddress.parse(dst), protocol, 0, content));
    }
}

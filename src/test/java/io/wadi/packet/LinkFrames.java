package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.udp;

import io.wadi.net.IpAddress;

/** One IPv4 packet in frames of several link layers and in tunnels, for tests of other packages. */
public final class LinkFrames {

    private static final int GRE = 47;
    private static final int VXLAN_PORT = 4789;

    private LinkFrames() {}

    /** A TCP segment in an IPv4 packet. */
    public static byte[] tcp(String src, int srcPort, String dst, int dstPort) {
        byte[] segment = FrameBuilder.tcp(srcPort, dstPort, 16, new byte[5]);
        return ipv4(IpAddress.parse(src), IpAddress.parse(dst), FrameBuilder.TCP, 0, segment);
    }

    /** What the decoder makes of an IPv4 packet within this link layer or tunnel. */
    public static Packet decode(String around, byte[] ip) {
        return switch (around) {
            case "Ethernet" -> Decoding.packet(ethernet(IPV4, ip));
            case "Linux SLL" -> Decoding.packet(113, join("0000 0001 0006 0200000000010000 0800", ip));
            case "Linux SLL2" -> Decoding.packet(276, join("0800 0000 00000003 0001 00 06 0200000000010000", ip));
            case "Null" -> Decoding.packet(0, join("02000000", ip));
            case "Raw IP" -> Decoding.packet(101, ip);
            case "VXLAN" ->
                Decoding.packet(ethernet(
                        IPV4, ipv4(UDP, udp(50_000, VXLAN_PORT, join("0800 0000 00000100", ethernet(IPV4, ip))))));
            case "GRE" -> Decoding.packet(ethernet(IPV4, ipv4(GRE, join("0000 0800", ip))));
            default -> throw new IllegalArgumentException(around);
        };
    }
}

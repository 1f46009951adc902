package io.wadi.pcap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ethernet frames for captures: UDP over IPv4 from 192.0.2.1 to 198.51.100.2 port 9999, with distinct source ports. */
final class TestFrames {

    private static final int ETHERNET_HEADER = 14;
    private static final int UDP_HEADERS = 28;
    private static final int VXLAN_PORT = 4789;

    private TestFrames() {}

    static byte[] udp(int srcPort) {
        return ethernet(0x0800, udpPacket(srcPort, 9999, new byte[] {'h', 'e', 'l', 'l', 'o'}));
    }

    /** An IP packet without a link layer. */
    static byte[] rawUdp(int srcPort) {
        byte[] frame = udp(srcPort);
        return Arrays.copyOfRange(frame, ETHERNET_HEADER, frame.length);
    }

    /** A VXLAN packet (RFC 7348, VNI 7) from port 5000 around a frame of {@link #udp}. */
    static byte[] vxlan(int innerSrcPort) {
        byte[] inner = udp(innerSrcPort);
        ByteBuffer payload =
                ByteBuffer.allocate(8 + inner.length).putInt(0x0800_0000).putInt(7 << 8);
        return ethernet(0x0800, udpPacket(5000, VXLAN_PORT, payload.put(inner).array()));
    }

    /** A DNS question (RFC 1035) for the IPv4 address of a name. */
    static byte[] dnsQuestion(String name) {
        ByteBuffer payload = ByteBuffer.allocate(12 + name.length() + 6);
        payload.putShort((short) 1).putShort((short) 0x0100).putShort((short) 1).position(12);
        for (String label : name.split("\\.")) {
            payload.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        payload.put((byte) 0).putShort((short) 1).putShort((short) 1);
        return ethernet(0x0800, udpPacket(5000, 53, payload.array()));
    }

    static byte[] arp() {
        return ethernet(0x0806, new byte[28]);
    }

    static byte[] ethernet(int etherType, byte[] content) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_HEADER + content.length);
        frame.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1});
        return frame.putShort((short) etherType).put(content).array();
    }

    private static byte[] udpPacket(int srcPort, int dstPort, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(UDP_HEADERS + payload.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
        packet.put((byte) 64).put((byte) 17).putShort((short) 0);
        packet.put(new byte[] {(byte) 192, 0, 2, 1}).put(new byte[] {(byte) 198, 51, 100, 2});
        packet.putShort((short) srcPort).putShort((short) dstPort);
        packet.putShort((short) (8 + payload.length)).putShort((short) 0);
        return packet.put(payload).array();
    }
}

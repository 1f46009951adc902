package io.wadi.packet;

import io.wadi.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds frames by hand, from the inside out: {@code ethernet(IPV4, ipv4(UDP, udp(53124, 53, payload)))}. */
final class FrameBuilder {

    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int TCP = 6;
    static final int UDP = 17;
    static final IpAddress SRC = IpAddress.parse("192.0.2.1");
    static final IpAddress DST = IpAddress.parse("198.51.100.2");
    static final IpAddress SRC6 = IpAddress.parse("2001:db8::1");
    static final IpAddress DST6 = IpAddress.parse("2001:db8:1::2");
    static final long MAC_SRC = 0x0200_0000_0001L;
    static final long MAC_DST = 0x0200_0000_0002L;
    static final int TTL = 61;

    private FrameBuilder() {}

    /** Bytes one after the other; a string is hexadecimal, spaces allowed. */
    static byte[] join(Object... parts) {
        ByteBuffer joined = ByteBuffer.allocate(1 << 16);
        for (Object part : parts) {
            joined.put(part instanceof byte[] bytes ? bytes : hex((String) part));
        }
        return java.util.Arrays.copyOf(joined.array(), joined.position());
    }

    static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] u16(int value) {
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    static byte[] ethernet(int etherType, byte[] content) {
        return join("020000000002 020000000001", u16(etherType), content);
    }

    /** An 802.1Q tag, to stand after another EtherType. */
    static byte[] tag(int vlan, int etherType, byte[] content) {
        return join(u16(vlan), u16(etherType), content);
    }

    static byte[] mpls(int label, boolean bottom, byte[] content) {
        return join(u32((long) label << 12 | (bottom ? 0x100 : 0) | 0x3f), content);
    }

    static byte[] ipv4(int protocol, byte[] content) {
        return ipv4(SRC, DST, protocol, 0, content);
    }

    static byte[] ipv4(IpAddress src, IpAddress dst, int protocol, int fragment, byte[] content) {
        ByteBuffer packet = ByteBuffer.allocate(20 + content.length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) (20 + content.length));
        packet.putShort((short) 0x1234).putShort((short) fragment);
        packet.put((byte) TTL).put((byte) protocol).putShort((short) 0);
        packet.put(src.toBytes()).put(dst.toBytes()).put(content);
        return packet.array();
    }

    static byte[] ipv6(int next, byte[] content) {
        return ipv6(SRC6, DST6, next, content);
    }

    static byte[] ipv6(IpAddress src, IpAddress dst, int next, byte[] content) {
        ByteBuffer packet = ByteBuffer.allocate(40 + content.length);
        packet.putInt(0x6000_0000).putShort((short) content.length);
        packet.put((byte) next).put((byte) TTL);
        packet.put(src.toBytes()).put(dst.toBytes()).put(content);
        return packet.array();
    }

    /** A TCP header without options: sequence number 7, acknowledgement 9, window 512. */
    static byte[] tcp(int srcPort, int dstPort, int flags, byte[] payload) {
        ByteBuffer segment = ByteBuffer.allocate(20 + payload.length);
        segment.putShort((short) srcPort).putShort((short) dstPort).putInt(7).putInt(9);
        segment.put((byte) 0x50).put((byte) flags).putShort((short) 512).putInt(0);
        return segment.put(payload).array();
    }

    static byte[] udp(int srcPort, int dstPort, byte[] payload) {
        return join(u16(srcPort), u16(dstPort), u16(8 + payload.length), "0000", payload);
    }

    /** A whole frame: UDP 40000 to 50000 over IPv4 with five bytes of payload. */
    static byte[] plainUdp() {
        return ethernet(IPV4, ipv4(UDP, udp(40000, 50000, ascii("hello"))));
    }
}

package io.wadi.sample;

import io.wadi.net.IpAddress;

/**
 * Writes Ethernet frames: a method per kind of header, which returns the {@link Octets} for the payload, then {@link
 * #finish}, which sets lengths and checksums. Reused for every frame; not thread-safe.
 */
final class FrameWriter {

    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int ARP = 0x0806;
    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    private static final int ETHERNET_HEADER = 14;
    private static final int SHORTEST_FRAME = 60;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int DONT_FRAGMENT = 0x4000;

    private final Octets out = new Octets(2048);
    private boolean ip;
    private boolean v4;
    private boolean verbatim;
    private int transport;
    private int protocol;
    private int identification = 1;

    /** The frame as written so far. */
    Octets octets() {
        return out;
    }

    /** Whether the frame was written as a packet of IP. */
    boolean isIp() {
        return ip;
    }

    /** Starts a frame that is sent as it is, without checksums and padding. */
    Octets verbatim() {
        out.clear();
        ip = false;
        verbatim = true;
        return out;
    }

    /** Starts an Ethernet frame without IP, of this EtherType. */
    Octets ethernet(long source, long destination, int etherType) {
        out.clear();
        ip = false;
        verbatim = false;
        return out.u48(destination).u48(source).u16(etherType);
    }

    /** Starts a UDP datagram (RFC 768). */
    Octets udp(Direction path) {
        internet(path, UDP, 0);
        return out.u16(path.from().port()).u16(path.to().port()).u32(0);
    }

    /** Starts an ICMP (RFC 792) or ICMPv6 (RFC 4443) message, according to the addresses of the path. */
    Octets icmp(Direction path, int type, int code) {
        internet(path, path.isV4() ? ICMP : ICMPV6, 0);
        return out.u8(type).u8(code).u16(0);
    }

    /** Starts a TCP segment (RFC 9293); the length of {@code options} is a multiple of four bytes. */
    Octets tcp(Direction path, int sequence, int acknowledgement, int flags, int window, byte[] options) {
        internet(path, TCP, DONT_FRAGMENT);
        int headerWords = 5 + options.length / 4;
        out.u16(path.from().port()).u16(path.to().port()).u32(sequence).u32(acknowledgement);
        return out.u16(headerWords << 12 | flags).u16(window).u32(0).bytes(options);
    }

    private void internet(Direction path, int protocolNumber, int fragmentBits) {
        v4 = path.isV4();
        ethernet(path.from().mac(), path.to().mac(), v4 ? IPV4 : IPV6);
        ip = true;
        protocol = protocolNumber;
        if (v4) {
            internet4(path, fragmentBits);
        } else {
            internet6(path);
        }
        transport = out.length();
    }

    private void internet4(Direction path, int fragmentBits) {
        identification = identification * 25173 + 13849 & 0xffff;
        out.u16(0x4500).u16(0).u16(identification).u16(fragmentBits);
        out.u8(path.from().ttl()).u8(protocol).u16(0);
        out.u32((int) path.from().ip().low()).u32((int) path.to().ip().low());
    }

    private void internet6(Direction path) {
        out.u32(6 << 28 | flowLabel(path)).u16(0).u8(protocol).u8(path.from().ttl());
        write6(path.from().ip());
        write6(path.to().ip());
    }

    private void write6(IpAddress address) {
        out.u64(address.high()).u64(address.low());
    }

    /** Twenty bits that are constant for a flow and direction (RFC 6437). */
    private static int flowLabel(Direction path) {
        long mixed =
                (path.from().ip().low() ^ path.from().port() * 31L + path.to().port()) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 44);
    }

    /** Sets lengths and checksums, and pads to Ethernet's shortest frame. */
    void finish() {
        if (ip) {
            finishLengths();
            finishChecksum();
        }
        if (!verbatim && out.length() < SHORTEST_FRAME) {
            out.zeros(SHORTEST_FRAME - out.length());
        }
    }

    private void finishLengths() {
        int size = out.length() - ETHERNET_HEADER;
        if (v4) {
            out.patch16(ETHERNET_HEADER + 2, size);
            long sum = Checksum.add(0, out.array(), ETHERNET_HEADER, IPV4_HEADER);
            out.patch16(ETHERNET_HEADER + 10, Checksum.fold(sum));
        } else {
            out.patch16(ETHERNET_HEADER + 4, size - IPV6_HEADER);
        }
        if (protocol == UDP) {
            out.patch16(transport + 4, out.length() - transport);
        }
    }

    private void finishChecksum() {
        int size = out.length() - transport;
        long sum = protocol == ICMP ? 0 : pseudoHeader(size);
        int checksum = Checksum.fold(Checksum.add(sum, out.array(), transport, size));
        if (protocol == UDP && checksum == 0) {
            checksum = 0xffff;
        }
        out.patch16(transport + checksumOffset(), checksum);
    }

    /** The addresses directly precede the transport header in both versions of IP. */
    private long pseudoHeader(int size) {
        int addresses = v4 ? 8 : 32;
        return Checksum.add(protocol + size, out.array(), transport - addresses, addresses);
    }

    private int checksumOffset() {
        return switch (protocol) {
            case TCP -> 16;
            case UDP -> 6;
            default -> 2;
        };
    }
}

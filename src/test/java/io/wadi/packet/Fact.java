package io.wadi.packet;

import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts of a packet that are compared, as text; absent facts are empty. */
enum Fact {
    /** Whether there is an IP packet at all. */
    PACKET(TsharkFrame::hasIp, packet -> true),
    SRC(TsharkFrame::src, Packet::src),
    DST(TsharkFrame::dst, Packet::dst),
    TRANSPORT(frame -> TransportNames.of(Integer.parseInt(frame.transport())), Packet::transport),
    SRC_PORT(TsharkFrame::srcPort, packet -> port(packet.srcPort())),
    DST_PORT(TsharkFrame::dstPort, packet -> port(packet.dstPort())),
    SIZE(TsharkFrame::size, Packet::size),
    VLAN(TsharkFrame::vlan, Fact::vlan),
    TCP_FLAGS(
            TsharkFrame::tcpFlags,
            packet -> packet.tcp() == null ? TsharkFrame.ABSENT : packet.tcp().flags()),
    DNS_QUESTION(TsharkFrame::dnsQuestion, packet -> name(packet, "DNS", "mDNS", "LLMNR")),
    TLS_SERVER_NAME(TsharkFrame::tlsServerName, packet -> name(packet, "TLS", "DTLS", "QUIC")),
    HTTP_HOST(TsharkFrame::httpHost, packet -> name(packet, "HTTP"));

    private final Function<TsharkFrame, Object> tshark;
    private final Function<Packet, Object> wadi;

    Fact(Function<TsharkFrame, Object> tshark, Function<Packet, Object> wadi) {
        this.tshark = tshark;
        this.wadi = wadi;
    }

    /** Whether it is read from the payload, where 99 % agreement is asked for, not 100 %. */
    boolean isName() {
        return ordinal() >= DNS_QUESTION.ordinal();
    }

    /** Whether both sides say the same. */
    boolean isSame(String tshark, String wadi) {
        return switch (this) {
            case DNS_QUESTION -> NameNotation.same(tshark, wadi);
            case TLS_SERVER_NAME, HTTP_HOST -> NameNotation.sameHost(tshark, wadi);
            default -> tshark.equals(wadi);
        };
    }

    String of(TsharkFrame frame) {
        return String.valueOf(tshark.apply(frame));
    }

    String of(Packet packet) {
        return String.valueOf(wadi.apply(packet));
    }

    /** Whether there is something to compare: names are those of the outermost packet, not of one inside it. */
    boolean appliesTo(TsharkFrame frame, Packet packet) {
        return !isName() || packet.tunnel() == null && !frame.hasInnerIp();
    }

    /** The field's name in the list of exceptions. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }

    private static Object port(int port) {
        return port == Packet.NO_PORT ? TsharkFrame.ABSENT : port;
    }

    private static String vlan(Packet packet) {
        return packet.vlan().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String name(Packet packet, String... protocols) {
        for (String protocol : protocols) {
            if (protocol.equals(packet.protocol()) && packet.name() != null) {
                return packet.name();
            }
        }
        return TsharkFrame.ABSENT;
    }
}

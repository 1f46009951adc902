package io.wadi.packet;

import io.wadi.net.IpAddress;
import java.util.function.Consumer;

/** Packets for tests of the stages after the decoder. */
public final class TestPacket {

    /** A time stamp with a use for every digit. */
    public static final long NANOS = 1_710_000_000_123_456_789L;

    private final PacketBuilder packet = new PacketBuilder();

    private TestPacket(String transport, String src, int srcPort, String dst, int dstPort) {
        packet.reset();
        packet.timestampNanos = NANOS;
        packet.length = 74;
        packet.captured = 74;
        packet.type = "Ethernet";
        packet.src = IpAddress.parse(src);
        packet.dst = IpAddress.parse(dst);
        packet.ttl = 64;
        packet.size = 60;
        packet.transport = transport;
        packet.protocol = transport;
        packet.srcPort = srcPort;
        packet.dstPort = dstPort;
        packet.flow = "1:LQU9qZlK+B5F3KDmev6m5PMibrg=";
        packet.probe = "host/eth0";
    }

    /** A UDP packet of 60 bytes, captured whole on Ethernet. */
    public static TestPacket udp(String src, int srcPort, String dst, int dstPort) {
        return new TestPacket("UDP", src, srcPort, dst, dstPort);
    }

    /** A TCP segment likewise, with these flags. */
    public static TestPacket tcp(String src, int srcPort, String dst, int dstPort, int flags) {
        TestPacket tcp = new TestPacket("TCP", src, srcPort, dst, dstPort);
        tcp.packet.tcp = new Packet.Tcp(flags, 1, 2, 512, 20);
        return tcp;
    }

    /** An ICMP message likewise. */
    public static TestPacket icmp(String src, String dst, int type, int code) {
        TestPacket icmp = new TestPacket("ICMP", src, Packet.NO_PORT, dst, Packet.NO_PORT);
        icmp.packet.icmp = new Packet.Icmp(type, code);
        return icmp;
    }

    public TestPacket at(long nanos) {
        return with(p -> p.timestampNanos = nanos);
    }

    public TestPacket size(int bytes) {
        return with(p -> p.size = bytes);
    }

    public TestPacket protocol(String protocol, String name) {
        return with(p -> {
            p.protocol = protocol;
            p.name = name;
        });
    }

    public TestPacket vlans(int... ids) {
        return with(p -> {
            for (int id : ids) {
                p.addVlan(id);
            }
        });
    }

    public TestPacket probe(String probe) {
        return with(p -> p.probe = probe);
    }

    public TestPacket flow(String flow) {
        return with(p -> p.flow = flow);
    }

    public TestPacket with(Consumer<PacketBuilder> change) {
        change.accept(packet);
        return this;
    }

    public Packet build() {
        return packet.build();
    }
}

package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;

/** Packets with all facts that are aggregated into flows. */
public final class TestSegment {

    public static final String CLIENT = "192.0.2.1";
    public static final String SERVER = "198.51.100.2";

    private TestSegment() {}

    /** A TCP segment from the client's port 50000 to the server's 443. */
    public static Packet up(long micros, int flags, long seq, long ack, int payload) {
        return tcp(TestPacket.tcp(CLIENT, 50000, SERVER, 443, flags), micros, flags, seq, ack, payload);
    }

    /** A TCP segment back. */
    public static Packet down(long micros, int flags, long seq, long ack, int payload) {
        return tcp(TestPacket.tcp(SERVER, 443, CLIENT, 50000, flags), micros, flags, seq, ack, payload);
    }

    private static Packet tcp(TestPacket packet, long micros, int flags, long seq, long ack, int payload) {
        return packet.at(micros * 1000)
                .with(p -> p.tcp = new Packet.Tcp(flags, seq & 0xffff_ffffL, ack & 0xffff_ffffL, 512, payload))
                .build();
    }

    /** A name server's answer that gives the name to the address. */
    public static Packet answer(String ip, String name) {
        return TestPacket.udp("203.0.113.53", 53, CLIENT, 40000)
                .protocol("DNS", null)
                .with(p -> p.answers = List.of(new AddressName(IpAddress.parse(ip), name)))
                .build();
    }

    /** A later fragment whose first one had these ports; {@link Packet#NO_PORT} for one that was not seen. */
    public static Packet laterFragment(int srcPort, int dstPort) {
        return TestPacket.udp(CLIENT, Packet.NO_PORT, SERVER, Packet.NO_PORT)
                .with(p -> p.fragment = new Packet.Fragment(7, 1480, false, srcPort, dstPort))
                .build();
    }
}

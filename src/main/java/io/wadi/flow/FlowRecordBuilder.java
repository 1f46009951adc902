package io.wadi.flow;

import static io.wadi.message.MessageValues.require;

import io.wadi.message.PacketFormatException;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.List;

/** The values of a message on topic {@code flows} while it is read. */
final class FlowRecordBuilder {

    static final String UNKNOWN_PROBE = "unknown";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_WINDOW_SECONDS = FlowJsonReader.LONGEST_WINDOW_SECONDS;
    private static final long MISSING = -1;

    IpAddress src;
    IpAddress dst;
    int srcPort;
    int dstPort;
    String transport;
    String protocol;
    String probe;
    String name;
    String flow;
    int vlan;
    ExportedPath path;
    List<NamedAddress> names;
    long window;
    long packets;
    long bytes;
    long first;
    long last;
    int tcpFlags;
    long rtt;
    long retransmissions;

    /** Forgets all values. */
    void reset() {
        src = null;
        dst = null;
        srcPort = Packet.NO_PORT;
        dstPort = Packet.NO_PORT;
        transport = null;
        protocol = null;
        probe = UNKNOWN_PROBE;
        name = null;
        flow = null;
        vlan = Flow.NO_VLAN;
        path = null;
        names = List.of();
        window = MISSING;
        packets = MISSING;
        bytes = MISSING;
        first = MISSING;
        last = MISSING;
        tcpFlags = 0;
        rtt = TcpDirection.NONE;
        retransmissions = 0;
    }

    /**
     * The values as a record.
     *
     * @throws PacketFormatException if values are missing or contradict each other, with the reason
     */
    FlowRecord finish() throws PacketFormatException {
        require(src != null && dst != null, "ip.src or ip.dst is missing");
        require(src.version() == dst.version(), "ip.src and ip.dst are of different IP versions");
        require(transport != null, "transport is missing");
        require(packets != MISSING, "packets is missing");
        require(bytes != MISSING, "bytes is missing");
        require(window != MISSING, "window is missing");
        require(first != MISSING && last != MISSING, "first or last is missing");
        require(first <= last, "first is after last");
        require(first / NANOS_PER_SECOND >= window, "first is before the window");
        require(last / NANOS_PER_SECOND - window < LONGEST_WINDOW_SECONDS, "last is after the window");
        require(retransmissions <= packets, "more retransmissions than packets");
        if (bytes > packets * Packet.MOST_SIZE) {
            throw new PacketFormatException("more bytes than " + packets + " packets can have");
        }
        FlowKey key = new FlowKey(window, src, dst, srcPort, dstPort, transport, probe);
        return new FlowRecord(
                key,
                protocol == null ? transport : protocol,
                packets,
                bytes,
                tcpFlags,
                first,
                last,
                rtt,
                retransmissions,
                name,
                names,
                flow,
                vlan,
                path);
    }
}

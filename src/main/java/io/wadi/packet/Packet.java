package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;

/**
 * One IP packet as the topic {@code packets} carries it: what its headers say, and nothing of its payload but names.
 *
 * @param timestampNanos nanoseconds since the epoch, exact to the capture's own resolution
 * @param length bytes of the frame on the wire
 * @param captured bytes of the frame that the capture holds, at most {@code length}
 * @param type name of the link layer ({@code Ethernet}, {@code Linux SLL}, {@code Raw IP}, …)
 * @param src source address of the outermost IP header
 * @param dst destination address of the outermost IP header
 * @param ttl IPv4 time to live or IPv6 hop limit, 0–255; -1 when unknown
 * @param size bytes of the IP packet: IPv4 total length (the wire length less the link header where segmentation
 *     offload left 0), IPv6 40 + payload length
 * @param transport the transport's name ({@code TCP}, {@code UDP}, {@code ICMP}, …, {@code IP-<n>} where unnamed)
 * @param protocol the application protocol when recognised, else {@code transport}
 * @param srcPort source port, 0–65535; {@link #NO_PORT} for what has none
 * @param dstPort destination port, likewise
 * @param tcp TCP header facts, or null
 * @param icmp ICMP or ICMPv6 type and code, or null
 * @param fragment fragmentation facts where the packet is a fragment, or null
 * @param vlan 802.1Q VLAN ids, outermost first; empty where untagged
 * @param mpls MPLS labels, outermost first; empty where there are none
 * @param macSrc source MAC address in the low 48 bits; {@link #NO_MAC} where the link layer has none
 * @param macDst destination MAC address, likewise
 * @param tunnel what is inside a tunnel, or null
 * @param name what the packet says of its peer (DNS question, TLS or QUIC SNI, HTTP Host), or null
 * @param answers names that the packet gives to addresses (answers of DNS, mDNS, LLMNR and NetBIOS, a DHCP client's
 *     host name), at most {@link AddressName#MOST_OF_A_PACKET}; empty where it gives none
 * @param flow Community ID v1 of the conversation, for example {@code 1:LQU9qZlK+B5F3KDmev6m5PMibrg=}; of a later
 *     fragment, that of the first one where the probe saw it
 * @param probe who captured it, as {@code host/interface} or {@code host/file}
 */
public record Packet(
        long timestampNanos,
        int length,
        int captured,
        String type,
        IpAddress src,
        IpAddress dst,
        int ttl,
        int size,
        String transport,
        String protocol,
        int srcPort,
        int dstPort,
        Tcp tcp,
        Icmp icmp,
        Fragment fragment,
        List<Integer> vlan,
        List<Integer> mpls,
        long macSrc,
        long macDst,
        Tunnel tunnel,
        String name,
        List<AddressName> answers,
        String flow,
        String probe)
        implements Directed {

    /** The port of a packet that has none. */
    public static final int NO_PORT = -1;

    /** The MAC address of a packet that has none. */
    public static final long NO_MAC = -1;

    /**
     * Bytes of the largest IP packet. A header states at most 65,575 (RFC 791, RFC 8200); an interface with segmentation
     * offload shows up to half a mebibyte (BIG TCP of Linux: 524,280). With twice that, it takes 2^43 packets of one host
     * until its bytes exceed a bigint.
     */
    public static final int MOST_SIZE = 1 << 20;

    /** How many VLAN ids, and how many MPLS labels, a packet keeps. */
    public static final int MOST_TAGS = 16;

    /**
     * TCP header facts (RFC 9293).
     *
     * @param flags the eight flag bits CWR, ECE, URG, ACK, PSH, RST, SYN, FIN, most significant first
     * @param seq sequence number, unsigned 32 bits
     * @param ack acknowledgement number, unsigned 32 bits
     * @param window window as in the header, not scaled
     * @param payload bytes of payload on the wire
     */
    public record Tcp(int flags, long seq, long ack, int window, int payload) {}

    /**
     * ICMP (RFC 792) or ICMPv6 (RFC 4443) message kind.
     *
     * @param type message type, 0–255
     * @param code message code, 0–255
     */
    public record Icmp(int type, int code) {}

    /**
     * IP fragmentation facts.
     *
     * @param id identification, 16 bits in IPv4 and 32 in IPv6
     * @param offset bytes from the start of the whole packet's payload
     * @param more whether more fragments follow
     * @param srcPort of a later fragment, the source port that the first one had; {@link #NO_PORT} where the probe did
     *     not see that before, and of a first fragment, which has ports of its own
     * @param dstPort destination port, likewise
     */
    public record Fragment(long id, int offset, boolean more, int srcPort, int dstPort) {

        /** A fragment of which no more is known than its own header says. */
        public Fragment(long id, int offset, boolean more) {
            this(id, offset, more, NO_PORT, NO_PORT);
        }
    }

    /**
     * The innermost packet of a tunnel.
     *
     * @param type the outermost tunnel's kind ({@code VXLAN}, {@code GRE}, {@code IP-in-IP}, …)
     * @param id the tunnel's own number (VNI, GRE key, TEID, session), or -1
     * @param src inner source address, or null where the inside is not IP
     * @param dst inner destination address, likewise
     * @param srcPort inner source port or {@link #NO_PORT}
     * @param dstPort inner destination port or {@link #NO_PORT}
     * @param protocol inner protocol, by the rule of {@link Packet#protocol}
     */
    public record Tunnel(
            String type, long id, IpAddress src, IpAddress dst, int srcPort, int dstPort, String protocol) {}

    /** Source port of the flow that the packet belongs to: its own, or that of a later fragment's first one. */
    public int flowSrcPort() {
        return fragment == null || srcPort != NO_PORT ? srcPort : fragment.srcPort();
    }

    /** Destination port of the flow, likewise. */
    public int flowDstPort() {
        return fragment == null || dstPort != NO_PORT ? dstPort : fragment.dstPort();
    }

    /** 4 or 6. */
    public int version() {
        return src.version();
    }
}

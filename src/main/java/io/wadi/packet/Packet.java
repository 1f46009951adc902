package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;

/**
 * One IP packet, as in a message on topic {@code packets}: the facts in its headers, and of its payload only names.
 *
 * @param timestampNanos nanoseconds since the epoch, exact to the capture's own resolution
 * @param length bytes of the frame on the wire
 * @param captured bytes of the frame that the capture holds, at most {@code length}
 * @param type name of the link layer ({@code Ethernet}, {@code Linux SLL}, {@code Raw IP}, …)
 * @param src source address of the outermost IP header
 * @param dst destination address of the outermost IP header
 * @param ttl IPv4 time to live or IPv6 hop limit, 0–255; -1 when unknown
 * @param size bytes of the IP packet: IPv4 total length, IPv6 40 + payload length (the wire length without the link
 *     header if segmentation offload left it 0, or if the header states more)
 * @param transport name of the transport ({@code TCP}, {@code UDP}, {@code ICMP}, …, {@code IP-<n>} without a name)
 * @param protocol the application protocol if recognised, otherwise {@code transport}
 * @param srcPort source port, 0–65535; {@link #NO_PORT} if the packet has none
 * @param dstPort destination port, 0–65535; {@link #NO_PORT} if the packet has none
 * @param tcp TCP header facts, or null
 * @param icmp ICMP or ICMPv6 type and code, or null
 * @param fragment fragmentation facts if the packet is a fragment, or null
 * @param vlan 802.1Q VLAN ids, outermost first; empty if untagged
 * @param mpls MPLS labels, outermost first; empty if there are none
 * @param macSrc source MAC address in the low 48 bits; {@link #NO_MAC} if the link layer has none
 * @param macDst destination MAC address in the low 48 bits; {@link #NO_MAC} if the link layer has none
 * @param tunnel the innermost packet of a tunnel, or null
 * @param name name of the packet's peer (DNS question, TLS or QUIC SNI, HTTP Host), or null
 * @param proxied whether {@code name} is a host behind the destination, which is a proxy, and not the destination
 * @param answers names that the packet gives to addresses (answers of DNS, mDNS, LLMNR and NetBIOS, a DHCP client's
 *     host name), at most {@link AddressName#MOST_OF_A_PACKET}; may be empty
 * @param flow Community ID v1 of the conversation, for example {@code 1:LQU9qZlK+B5F3KDmev6m5PMibrg=}; a later fragment
 *     has that of the first one if the probe captured it
 * @param probe name of the probe, as {@code host/interface} or {@code host/file}
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
        boolean proxied,
        List<AddressName> answers,
        String flow,
        String probe)
        implements Directed {

    /** The port of a packet without ports. */
    public static final int NO_PORT = -1;

    /** The MAC address of a packet without one. */
    public static final long NO_MAC = -1;

    /**
     * Size of the largest IP packet in bytes. A header can state at most 65,575 (RFC 791, RFC 8200), but an interface
     * with segmentation offload shows up to half a mebibyte (Linux BIG TCP: 524,280). With twice that, the bytes of one
     * host exceed a bigint only after 2^43 packets.
     */
    public static final int MOST_SIZE = 1 << 20;

    /** Most VLAN ids, and most MPLS labels, that are kept of a packet. */
    public static final int MOST_TAGS = 16;

    /**
     * TCP header facts (RFC 9293).
     *
     * @param flags the eight flag bits CWR, ECE, URG, ACK, PSH, RST, SYN, FIN, most significant first
     * @param seq sequence number, unsigned 32 bits
     * @param ack acknowledgement number, unsigned 32 bits
     * @param window window as in the header, without scaling
     * @param payload bytes of payload on the wire
     */
    public record Tcp(int flags, long seq, long ack, int window, int payload) {}

    /**
     * Type and code of an ICMP (RFC 792) or ICMPv6 (RFC 4443) message.
     *
     * @param type message type, 0–255
     * @param code message code, 0–255
     */
    public record Icmp(int type, int code) {}

    /**
     * IP fragmentation facts.
     *
     * @param id identification, 16 bits in IPv4 and 32 in IPv6
     * @param offset position in the whole packet's payload, in bytes
     * @param more whether more fragments follow
     * @param srcPort source port of the first fragment, if this is a later one and the probe captured the first one
     *     before; otherwise {@link #NO_PORT}
     * @param dstPort destination port of the first fragment, or {@link #NO_PORT}
     */
    public record Fragment(long id, int offset, boolean more, int srcPort, int dstPort) {

        /** Creates a fragment whose first fragment is unknown. */
        public Fragment(long id, int offset, boolean more) {
            this(id, offset, more, NO_PORT, NO_PORT);
        }
    }

    /**
     * The innermost packet of a tunnel.
     *
     * @param type kind of the outermost tunnel ({@code VXLAN}, {@code GRE}, {@code IP-in-IP}, …)
     * @param id the tunnel's number (VNI, GRE key, TEID, session), or -1
     * @param src inner source address; null if the content is not IP
     * @param dst inner destination address; null if the content is not IP
     * @param srcPort inner source port or {@link #NO_PORT}
     * @param dstPort inner destination port or {@link #NO_PORT}
     * @param protocol inner protocol, as for {@link Packet#protocol}
     */
    public record Tunnel(
            String type, long id, IpAddress src, IpAddress dst, int srcPort, int dstPort, String protocol) {}

    /** Source port of the packet's flow: its own, or for a later fragment that of the first one. */
    public int flowSrcPort() {
        return fragment == null || srcPort != NO_PORT ? srcPort : fragment.srcPort();
    }

    /** Destination port of the packet's flow: its own, or for a later fragment that of the first one. */
    public int flowDstPort() {
        return fragment == null || dstPort != NO_PORT ? dstPort : fragment.dstPort();
    }

    /** IP version, 4 or 6. */
    public int version() {
        return src.version();
    }
}

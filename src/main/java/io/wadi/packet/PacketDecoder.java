package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * Decodes captured frames into {@link Packet}s: link layer, IP, transport, tunnel, application. It reads no byte
 * outside of the frame, and no content makes it throw; every frame has exactly one {@link Outcome}. One instance per
 * thread.
 */
public final class PacketDecoder {

    private final boolean decapsulate;
    private final PacketBuilder builder = new PacketBuilder();
    private final Bytes frame = new Bytes();
    private final LinkHeader link = new LinkHeader();
    private final IpPacket outer = new IpPacket();
    private final Encapsulation encapsulation = new Encapsulation();
    private final ApplicationLayer application;
    private final CommunityId communityId = new CommunityId();
    private final FragmentMemory fragments = new FragmentMemory();
    private final FragmentJoiner joiner = new FragmentJoiner();
    private long fragmentsJoined;
    private long fragmentsAlone;
    private long overlong;
    private Packet packet;
    private int further;
    private int wireLength;
    private long nanos;

    /** Creates a decoder that reports the outermost IP packet. */
    public PacketDecoder(String probe) {
        this(probe, false);
    }

    /**
     * Creates a decoder.
     *
     * @param probe name of the probe as {@code host/interface} or {@code host/file}
     * @param decapsulate whether to report the innermost packet of a tunnel instead of the outermost one; the link
     *     facts are still those of the frame, and {@link Packet#tunnel} still describes the tunnel
     */
    public PacketDecoder(String probe, boolean decapsulate) {
        this(probe, decapsulate, new ApplicationLayer());
    }

    PacketDecoder(String probe, boolean decapsulate, ApplicationLayer application) {
        builder.probe = probe;
        this.application = application;
        this.decapsulate = decapsulate;
    }

    /**
     * Decodes a frame.
     *
     * @param linkType libpcap's number of the link layer ({@code DLT_} or {@code LINKTYPE_})
     * @param buffer array with the captured bytes
     * @param offset start of the captured bytes
     * @param captured number of captured bytes
     * @param length bytes of the frame on the wire; 0 if unknown
     * @param timestampNanos nanoseconds since the epoch
     * @return the outcome; {@link #packet()} returns the packet if it is {@link Outcome#DECODED}
     */
    public Outcome decode(int linkType, byte[] buffer, int offset, int captured, int length, long timestampNanos) {
        packet = null;
        further = 0;
        LinkLayers.Entry layer = LinkLayers.of(linkType);
        Outcome outcome = refuse(layer, buffer, offset, captured, length, timestampNanos);
        if (outcome == Outcome.DECODED) {
            frame.set(buffer, offset, captured);
            wireLength = length == 0 ? captured : length;
            nanos = timestampNanos;
            outcome = read(layer.type(), layer.layer(), 0, FrameKind.linkType(linkType));
        }
        return outcome;
    }

    /**
     * Whether the last frame is an aggregate with a further frame in it (A-MSDU of IEEE 802.11), which counts as a
     * frame of its own.
     */
    public boolean hasFurther() {
        return further > 0;
    }

    /** Decodes the further frame, as {@link #decode} does. */
    public Outcome decodeFurther() {
        packet = null;
        return read(link.type, WirelessLayers::subframe, further, FrameKind.OTHER);
    }

    private Outcome read(String type, LinkLayer layer, int at, long kind) {
        link.reset(type, wireLength);
        link.skipped = kind;
        Outcome outcome = readHeaders(layer, at);
        further = link.further;
        if (outcome == Outcome.DECODED) {
            packet = build();
        }
        return outcome;
    }

    /** The packet of the last frame; null if it was not decoded. */
    public Packet packet() {
        return packet;
    }

    /**
     * Sets a window to the captured payload of the last packet, if it is UDP and whole.
     *
     * @return false if the last frame is no packet, not UDP, a fragment, or lacks a part of its UDP header
     */
    public boolean udpPayload(Bytes payload) {
        boolean isUdp = packet != null && outer.protocol == Transports.UDP && outer.fragment == null;
        if (!isUdp || outer.srcPort == Packet.NO_PORT || outer.payload > outer.end) {
            return false;
        }
        payload.set(frame, outer.payload, outer.end - outer.payload);
        return true;
    }

    /** What the last frame carries, for {@link SkippedKinds}, if its outcome is {@link Outcome#SKIPPED}. */
    public long skippedKind() {
        return link.skipped;
    }

    /** Counts since the decoder was created. */
    public DecoderCounts counts() {
        return new DecoderCounts(
                fragmentsJoined,
                fragmentsAlone,
                overlong,
                application.failures(),
                application.splitMessages().plus(joiner.counts()));
    }

    /** Checks that need no byte of the frame; {@link Outcome#DECODED} if all pass. */
    private static Outcome refuse(
            LinkLayers.Entry layer, byte[] buffer, int offset, int captured, int length, long timestampNanos) {
        if (captured == 0) {
            return Outcome.REJECTED_EMPTY;
        }
        boolean impossible = captured < 0 || length < 0 || length > 0 && captured > length;
        if (impossible || offset < 0 || captured > buffer.length - offset) {
            return Outcome.REJECTED_LENGTH;
        }
        if (layer == null) {
            return Outcome.REJECTED_LINK_TYPE;
        }
        return timestampNanos < 0 ? Outcome.REJECTED_TIMESTAMP : Outcome.DECODED;
    }

    private Outcome readHeaders(LinkLayer layer, int at) {
        try {
            layer.read(frame, at, link);
        } catch (IndexOutOfBoundsException e) {
            return Outcome.REJECTED_TRUNCATED;
        }
        if (link.version == LinkHeader.NOT_IP) {
            return Outcome.SKIPPED;
        }
        outer.reset(link.at, Math.min(frame.length(), link.wireEnd), link.wireEnd);
        return IpHeaders.read(frame, link.version, outer);
    }

    private Packet build() {
        builder.reset();
        builder.timestampNanos = nanos;
        builder.length = wireLength;
        builder.captured = frame.length();
        link.copyTo(builder);
        if (encapsulation.follow(frame, outer)) {
            tunnelled();
        } else {
            plain(outer);
        }
        return builder.build();
    }

    private void tunnelled() {
        IpPacket inner = encapsulation.innermost();
        if (inner == null) {
            headers(outer);
            builder.protocol = tunnelProtocol();
            builder.tunnel = encapsulation.tunnel(null);
        } else if (decapsulate) {
            plain(inner);
            builder.tunnel = encapsulation.tunnel(builder.protocol);
        } else {
            headers(outer);
            builder.protocol = tunnelProtocol();
            builder.tunnel = encapsulation.tunnel(application.recognise(frame, inner));
        }
    }

    /** A tunnel over UDP has its own name; a tunnel that is an IP protocol has the name of that protocol. */
    private String tunnelProtocol() {
        return outer.protocol == Transports.UDP ? encapsulation.type() : TransportNames.of(outer.protocol);
    }

    private void plain(IpPacket ip) {
        headers(ip);
        boolean joined = ip.fragment != null && joiner.add(frame, ip, nanos);
        builder.protocol =
                joined ? application.recognise(joiner.bytes(), joiner.packet()) : application.recognise(frame, ip);
        builder.name = application.name();
        builder.proxied = application.isProxied();
        builder.answers = application.answers();
    }

    private void headers(IpPacket ip) {
        // The packet within the first fragment of a tunnel's packet is longer than that fragment.
        if (ip.overlong && outer.fragment == null) {
            overlong++;
        }
        builder.src = ip.src;
        builder.dst = ip.dst;
        builder.ttl = ip.ttl;
        builder.size = ip.size;
        builder.transport = TransportNames.of(ip.protocol);
        builder.srcPort = ip.srcPort;
        builder.dstPort = ip.dstPort;
        builder.tcp = ip.tcp;
        builder.icmp = ip.icmp;
        builder.fragment = ip.fragment;
        builder.flow = ip.icmp == null
                ? communityId.of(ip.protocol, ip.src, ip.dst, ip.srcPort, ip.dstPort)
                : communityId.ofIcmp(ip.protocol, ip.src, ip.dst, ip.icmp.type(), ip.icmp.code());
        if (ip.fragment != null) {
            fragment(ip);
        }
    }

    private void fragment(IpPacket ip) {
        if (!ip.isLaterFragment()) {
            fragments.put(ip, builder.flow, builder.timestampNanos);
            return;
        }
        FragmentMemory.First first = fragments.get(ip, builder.timestampNanos);
        if (first == null) {
            fragmentsAlone++;
            return;
        }
        fragmentsJoined++;
        ip.protocol = first.transport();
        builder.transport = TransportNames.of(ip.protocol);
        builder.flow = first.flow();
        builder.fragment = new Packet.Fragment(
                ip.fragment.id(), ip.fragment.offset(), ip.fragment.more(), first.srcPort(), first.dstPort());
    }
}

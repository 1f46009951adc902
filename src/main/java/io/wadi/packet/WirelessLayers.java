package io.wadi.packet;

import io.wadi.net.Bytes;

/** Reads IEEE 802.11 and the headers that capture drivers put before it. */
final class WirelessLayers {

    private static final int PPI = 192;
    private static final int AVS_MAGIC = 0x80211000;
    private static final int PRISM_HEADER = 144;
    private static final int PADDED_TO_FOUR = 0x20;
    private static final int RADIOTAP_TSFT = 1;
    private static final int RADIOTAP_FLAGS = 2;
    private static final int RADIOTAP_MORE_WORDS = 0x80000000;
    private static final int AGGREGATE = 0x80;
    private static final int SUBFRAME_HEADER = 14;
    private static final int MESH_CONTROL = 6;
    private static final int MESH_ADDRESSES = 3;
    private static final int SNAP = 0xaaaa03;

    private WirelessLayers() {}

    /** Reads an IEEE 802.11 frame; only unencrypted data frames have a readable IP packet. */
    static void ieee80211(Bytes frame, int at, LinkHeader out) {
        data(frame, at, false, out);
    }

    /**
     * Reads a data frame. Frame control (IEEE 802.11-2020, 9.2.4.1): type, subtype, to-DS, from-DS, protected, order.
     *
     * @param padded whether the header is padded to a multiple of four bytes
     */
    private static void data(Bytes frame, int at, boolean padded, LinkHeader out) {
        int type = frame.u8(at);
        int flags = frame.u8(at + 1);
        out.skipped = unreadable(frame, at, type, flags);
        if (out.skipped != FrameKind.OTHER) {
            return;
        }
        boolean toDs = (flags & 1) != 0;
        boolean fromDs = (flags & 2) != 0;
        boolean qos = (type & 0x80) != 0;
        int addresses = toDs && fromDs ? 30 : 24;
        boolean highThroughput = qos && (flags & 0x80) != 0;
        int length = addresses + (qos ? 2 : 0) + (highThroughput ? 4 : 0);
        boolean aggregate = qos && (frame.u8(at + addresses) & AGGREGATE) != 0;
        int content = at + (padded ? length + 3 & ~3 : length);
        if (aggregate) {
            subframe(frame, content, out);
        } else {
            macs(frame, at, toDs, fromDs, out);
            content(frame, content, out);
        }
    }

    /**
     * Reads a frame within an aggregate (A-MSDU, 9.3.2.2): MAC addresses, length, LLC; padded to a multiple of four
     * bytes. If a further one follows, {@code out} has its position.
     */
    static void subframe(Bytes frame, int at, LinkHeader out) {
        out.macs(frame.u48(at + 6), frame.u48(at));
        int content = at + SUBFRAME_HEADER;
        int end = content + frame.u16(at + 12);
        int next = at + (end - at + 3 & ~3);
        if (end < out.wireEnd && frame.has(next, SUBFRAME_HEADER)) {
            out.further = next;
        }
        out.wireEnd = Math.min(out.wireEnd, end);
        content(frame, content, out);
    }

    /** LLC, after the mesh control field (9.2.4.7.3) if there is no LLC header of a known kind without it. */
    private static void content(Bytes frame, int at, LinkHeader out) {
        int mesh = MESH_CONTROL + (frame.u8(at) & MESH_ADDRESSES) * 6;
        boolean isMesh = !isSnap(frame, at) && isSnap(frame, at + mesh);
        EthernetLayers.llc(frame, isMesh ? at + mesh : at, out);
    }

    private static boolean isSnap(Bytes frame, int at) {
        return frame.has(at, 3) && frame.u24(at) == SNAP;
    }

    /** Why a frame has no readable data; {@link FrameKind#OTHER} if it has. */
    private static long unreadable(Bytes frame, int at, int type, int flags) {
        int kind = type & 0x0c;
        if (kind != 0x08) {
            return kind == 0 ? FrameKind.WIRELESS_MANAGEMENT : FrameKind.WIRELESS_CONTROL;
        } else if ((type & 0x40) != 0) {
            return FrameKind.WIRELESS_WITHOUT_DATA;
        } else if ((flags & 0x40) != 0) {
            return FrameKind.WIRELESS_ENCRYPTED;
        }
        boolean first = !frame.has(at + 22, 2) || (frame.u16le(at + 22) & 0xf) == 0;
        return first ? FrameKind.OTHER : FrameKind.WIRELESS_FRAGMENT;
    }

    /** The direction decides which address is the source and which the destination (9.3.2.1). */
    private static void macs(Bytes frame, int at, boolean toDs, boolean fromDs, LinkHeader out) {
        int destination = toDs ? 16 : 4;
        int source = fromDs ? (toDs ? 24 : 16) : 10;
        out.macs(frame.u48(at + source), frame.u48(at + destination));
    }

    /** Radiotap (radiotap.org): little-endian length, presence words, then fields in the order of the bits. */
    static void radiotap(Bytes frame, int at, LinkHeader out) {
        int length = frame.u16le(at + 2);
        int present = frame.i32le(at + 4);
        boolean padded = (present & RADIOTAP_FLAGS) != 0 && (radiotapFlags(frame, at, present) & PADDED_TO_FOUR) != 0;
        data(frame, at + length, padded, out);
    }

    private static int radiotapFlags(Bytes frame, int start, int present) {
        int at = start + 8;
        int word = present;
        while ((word & RADIOTAP_MORE_WORDS) != 0) {
            word = frame.i32le(at);
            at += 4;
        }
        boolean timeFirst = (present & RADIOTAP_TSFT) != 0;
        return frame.u8(timeFirst ? start + (at - start + 7 & ~7) + 8 : at);
    }

    /** AVS header: big-endian magic number and length. */
    static void avs(Bytes frame, int at, LinkHeader out) {
        data(frame, at + frame.i32(at + 4), false, out);
    }

    /** Prism header of 144 bytes; some drivers put an AVS header in its place. */
    static void prism(Bytes frame, int at, LinkHeader out) {
        if ((frame.i32(at) & 0xfffff000) == AVS_MAGIC) {
            avs(frame, at, out);
        } else {
            data(frame, at + PRISM_HEADER, false, out);
        }
    }

    /** Per-Packet Information: little-endian length, and the link type of its content. */
    static void ppi(Bytes frame, int at, LinkHeader out) {
        int linkType = frame.i32le(at + 4);
        LinkLayers.Entry inner = linkType == PPI ? null : LinkLayers.of(linkType);
        if (inner != null) {
            out.type = inner.type();
            inner.layer().read(frame, at + frame.u16le(at + 2), out);
        }
    }
}

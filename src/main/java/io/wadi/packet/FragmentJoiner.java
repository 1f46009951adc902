package io.wadi.packet;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import io.wadi.packet.app.SplitMessageCounts;
import io.wadi.packet.app.StreamBytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins the fragments of TCP and UDP packets over IP (RFC 791 section 3.2, RFC 8200 section 4.5), which may come in any
 * order and repeatedly, so the application decoders see the whole payload. A packet whose fragments contradict each
 * other, or whose checksum is wrong, is given up. Bounded: 4 MiB, of which the oldest packets are given up first.
 * Not thread-safe.
 */
final class FragmentJoiner {

    static final int MOST_BYTES = 4 << 20;

    /** As in {@link FragmentMemory}. */
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private static final int LONGEST_PACKET = 1 << 16;
    private static final int ENTRY = 200;

    private record Key(IpAddress src, IpAddress dst, int protocol, long id) {}

    /** The fragments of one packet so far. */
    private static final class Fragments {

        private static final int UNKNOWN = -1;

        private final StreamBytes bytes = new StreamBytes(LONGEST_PACKET);
        private final long nanos;
        private int firstHeader = UNKNOWN;
        private int end = UNKNOWN;
        private int charge;

        Fragments(long nanos) {
            this.nanos = nanos;
        }

        /** Adds a fragment; false if it does not fit to the others. */
        boolean add(IpPacket ip, Bytes content) {
            int offset = ip.fragment.offset();
            int to = offset + content.length();
            if (bytes.differs(offset, content) || !bytes.add(offset, content, 0, content.length())) {
                return false;
            }
            if (offset == 0) {
                firstHeader = ip.firstHeader;
            }
            if (!ip.fragment.more()) {
                boolean known = end != UNKNOWN && end != to;
                end = to;
                return !known && bytes.end() <= end;
            }
            return end == UNKNOWN || to <= end;
        }

        boolean isComplete() {
            return bytes.length() == end && firstHeader != UNKNOWN;
        }

        int recharge() {
            int before = charge;
            charge = ENTRY + bytes.heapBytes();
            return charge - before;
        }
    }

    private final Map<Key, Fragments> open = new LinkedHashMap<>();
    private final Bytes content = new Bytes();
    private final IpPacket packet = new IpPacket();
    private Bytes joined = content;
    private long bytes;
    private long begun;
    private long complete;
    private long overBudget;
    private long restarted;
    private long broken;

    /**
     * Adds a fragment.
     *
     * @return whether its packet is complete; {@link #packet()} and {@link #bytes()} have it until the next call
     */
    boolean add(Bytes frame, IpPacket ip, long nanos) {
        int size = ip.start + ip.size - ip.fragmentable;
        if (!isJoinable(ip) || size <= 0 || frame.length() < ip.start + ip.size) {
            return false;
        }
        content.set(frame, ip.fragmentable, size);
        Key key = new Key(ip.src, ip.dst, ip.fragmentProtocol, ip.fragment.id());
        Fragments fragments = open.get(key);
        if (fragments != null && Math.abs(nanos - fragments.nanos) > LONGEST_NANOS) {
            remove(key, fragments);
            restarted++;
            fragments = null;
        }
        if (fragments == null) {
            fragments = new Fragments(nanos);
            open.put(key, fragments);
            begun++;
        }
        return add(key, fragments, ip);
    }

    private boolean add(Key key, Fragments fragments, IpPacket ip) {
        boolean fits = fragments.add(ip, content);
        bytes += fragments.recharge();
        if (!fits) {
            remove(key, fragments);
            broken++;
            return false;
        }
        if (!fragments.isComplete()) {
            giveUpOldest();
            return false;
        }
        remove(key, fragments);
        return isSound(fragments, ip);
    }

    /** Whether this is a fragment of a packet that has ports, as far as the fragment tells. */
    private static boolean isJoinable(IpPacket ip) {
        boolean whole = ip.fragment.offset() == 0 && !ip.fragment.more();
        return !whole
                && (ip.firstHeader == Transports.TCP
                        || ip.firstHeader == Transports.UDP
                        || ExtensionHeaders.isExtension(ip.firstHeader));
    }

    /** Reads the headers of the joined packet, and compares its checksum. */
    private boolean isSound(Fragments fragments, IpPacket ip) {
        joined = fragments.bytes.complete();
        packet.reset(0, joined.length(), joined.length());
        packet.src = ip.src;
        packet.dst = ip.dst;
        packet.next(fragments.firstHeader, 0);
        ExtensionHeaders.skip(joined, packet);
        Transports.read(joined, packet);
        boolean sound = packet.fragment == null && TransportChecksum.isPossible(joined, packet);
        complete += sound ? 1 : 0;
        broken += sound ? 0 : 1;
        return sound;
    }

    private void giveUpOldest() {
        Iterator<Fragments> oldest = open.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().charge;
            oldest.remove();
            overBudget++;
        }
    }

    private void remove(Key key, Fragments fragments) {
        open.remove(key);
        bytes -= fragments.charge;
    }

    /** The headers of the last complete packet. */
    IpPacket packet() {
        return packet;
    }

    /** The last complete packet from its transport or extension header on, to which {@link #packet()} refers. */
    Bytes bytes() {
        return joined;
    }

    /** What became of the packets. */
    SplitMessageCounts counts() {
        return new SplitMessageCounts(begun, complete, 0, 0, overBudget, restarted, broken);
    }
}

package io.wadi.packet;

import io.wadi.net.IpAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Community ID version 1 with seed 0 (github.com/corelight/community-id-spec): the same text for both directions of
 * a conversation, and the same text as in Zeek, Suricata and Wireshark. A table of fixed size keeps the ids of
 * recent conversations, so a packet of a known conversation needs no hash and creates no object. Not thread-safe.
 */
public final class CommunityId {

    private static final int SLOT_BITS = 16;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int LONGEST_INPUT = 2 + 16 + 16 + 2 + 4;

    private static final int KEY_LONGS = 5;

    private final long[] keys = new long[SLOTS * KEY_LONGS];
    private final String[] ids = new String[SLOTS];
    private final byte[] input = new byte[LONGEST_INPUT];
    private final MessageDigest sha1 = sha1();

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * The id of a conversation, from its 5-tuple.
     *
     * @param protocol IANA protocol number; only the ids of TCP, UDP and SCTP depend on ports
     * @param src source address
     * @param dst destination address, of the same version
     * @param srcPort source port, or {@link Packet#NO_PORT}
     * @param dstPort destination port, or {@link Packet#NO_PORT}
     */
    public String of(int protocol, IpAddress src, IpAddress dst, int srcPort, int dstPort) {
        boolean ports = srcPort != Packet.NO_PORT && countsPorts(protocol);
        return ports
                ? ordered(protocol, src, dst, srcPort, dstPort)
                : ordered(protocol, src, dst, Packet.NO_PORT, Packet.NO_PORT);
    }

    /**
     * The id of an ICMP or ICMPv6 message. The message type and the type of its counterpart replace the ports. A
     * message without a counterpart has a direction.
     *
     * @param protocol 1 for ICMP, 58 for ICMPv6
     */
    public String ofIcmp(int protocol, IpAddress src, IpAddress dst, int type, int code) {
        int counterpart = IcmpCounterparts.of(protocol, type);
        return counterpart == IcmpCounterparts.NONE
                ? lookUp(protocol, src, dst, type, code)
                : ordered(protocol, src, dst, type, counterpart);
    }

    private static boolean countsPorts(int protocol) {
        return protocol == Transports.TCP || protocol == Transports.UDP || protocol == Transports.SCTP;
    }

    private String ordered(int protocol, IpAddress src, IpAddress dst, int srcPort, int dstPort) {
        int order = src.compareTo(dst);
        boolean inOrder = order < 0 || order == 0 && srcPort <= dstPort;
        return inOrder ? lookUp(protocol, src, dst, srcPort, dstPort) : lookUp(protocol, dst, src, dstPort, srcPort);
    }

    private String lookUp(int protocol, IpAddress first, IpAddress second, int firstPort, int secondPort) {
        long rest = (long) firstPort << 32 ^ (long) (secondPort & 0x1ffff) << 12 | protocol << 4 | first.version();
        long mixed = (first.hashCode() * 31L + second.hashCode()) * 31 + rest * 0x1F3D5B79L;
        int slot = (int) (mixed * 0x9E3779B97F4A7C15L >>> Long.SIZE - SLOT_BITS);
        String known = ids[slot];
        if (known != null && isAt(slot, rest, first, second)) {
            return known;
        }
        String id = hash(protocol, first, second, firstPort, secondPort);
        keep(slot, rest, first, second, id);
        return id;
    }

    /** The keys are adjacent in one array, so a lookup reads one or two cache lines. */
    private boolean isAt(int slot, long rest, IpAddress first, IpAddress second) {
        int at = slot * KEY_LONGS;
        return keys[at] == rest
                && keys[at + 1] == first.low()
                && keys[at + 2] == second.low()
                && keys[at + 3] == first.high()
                && keys[at + 4] == second.high();
    }

    private void keep(int slot, long rest, IpAddress first, IpAddress second, String id) {
        int at = slot * KEY_LONGS;
        keys[at] = rest;
        keys[at + 1] = first.low();
        keys[at + 2] = second.low();
        keys[at + 3] = first.high();
        keys[at + 4] = second.high();
        ids[slot] = id;
    }

    /** Hashes the seed, addresses, protocol, a zero byte, and the ports if there are any, all in network byte order. */
    private String hash(int protocol, IpAddress first, IpAddress second, int firstPort, int secondPort) {
        int at = put(second, put(first, 2));
        input[at++] = (byte) protocol;
        input[at++] = 0;
        if (firstPort != Packet.NO_PORT) {
            at = put(secondPort, put(firstPort, at));
        }
        sha1.update(input, 0, at);
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private int put(IpAddress address, int at) {
        byte[] bytes = address.toBytes();
        System.arraycopy(bytes, 0, input, at, bytes.length);
        return at + bytes.length;
    }

    private int put(int port, int at) {
        input[at] = (byte) (port >>> 8);
        input[at + 1] = (byte) port;
        return at + 2;
    }
}

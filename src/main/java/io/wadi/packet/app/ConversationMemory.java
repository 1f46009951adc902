package io.wadi.packet.app;

import io.wadi.net.EndpointHash;
import java.util.Set;

/**
 * What conversations were recognised as, for their packets that cannot tell: the middle of a TCP stream on any port, an
 * acknowledgement, a QUIC packet with a short header. A direct-mapped table of 16,384 conversations: a newcomer takes
 * the slot of whoever hashes there, so that it never grows; what is lost is found again by the next packet that tells.
 */
final class ConversationMemory {

    private static final int SLOTS = 1 << 14;

    /** What runs over UDP and has its conversation for itself; others share theirs, as STUN, DTLS and RTP do. */
    private static final Set<String> LASTING_UDP = Set.of("QUIC", "OpenVPN", "WireGuard", "RakNet", "uTP");

    /** What only introduces another protocol. */
    private static final Set<String> PASSING_TCP = Set.of("PROXY", "SOCKS");

    private final long[] conversations = new long[SLOTS];
    private final String[] protocols = new String[SLOTS];

    /** Remembers what a packet's conversation is, where that lasts. */
    void put(ApplicationContext context, String protocol) {
        boolean tcp = context.transport() == ApplicationContext.TCP;
        if (tcp ? PASSING_TCP.contains(protocol) : !LASTING_UDP.contains(protocol)) {
            return;
        }
        long conversation = hash(context);
        int slot = (int) conversation & SLOTS - 1;
        conversations[slot] = conversation;
        protocols[slot] = protocol;
    }

    /** What the packet's conversation was last recognised as, or null. */
    String get(ApplicationContext context) {
        long conversation = hash(context);
        int slot = (int) conversation & SLOTS - 1;
        return conversations[slot] == conversation ? protocols[slot] : null;
    }

    /** 64 bits of the conversation, alike in both directions: enough to stand for it. */
    private static long hash(ApplicationContext context) {
        long src = EndpointHash.of(context.src(), context.srcPort());
        long dst = EndpointHash.of(context.dst(), context.dstPort());
        return EndpointHash.mix(src + dst ^ context.transport());
    }
}

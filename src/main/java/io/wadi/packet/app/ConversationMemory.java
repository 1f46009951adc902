package io.wadi.packet.app;

import io.wadi.net.EndpointHash;
import java.util.Set;

/**
 * Remembers the protocols of conversations for packets that do not show it: the middle of a TCP stream on any port, an
 * acknowledgement, a QUIC packet with a short header. A direct-mapped table of 16,384 conversations: a new conversation
 * replaces the one in its slot, so the table never grows. The next packet that shows the protocol restores a lost
 * entry.
 */
final class ConversationMemory {

    private static final int SLOTS = 1 << 14;

    /** Protocols over UDP that do not share their conversation with others, as STUN, DTLS and RTP do. */
    private static final Set<String> LASTING_UDP = Set.of("QUIC", "OpenVPN", "WireGuard", "RakNet", "uTP");

    /** Protocols over TCP that only precede another protocol. */
    private static final Set<String> PASSING_TCP = Set.of("PROXY", "SOCKS");

    private final long[] conversations = new long[SLOTS];
    private final String[] protocols = new String[SLOTS];

    /** Remembers the protocol of a packet's conversation, if the protocol keeps the conversation. */
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

    /** The last known protocol of the packet's conversation, or null. */
    String get(ApplicationContext context) {
        long conversation = hash(context);
        int slot = (int) conversation & SLOTS - 1;
        return conversations[slot] == conversation ? protocols[slot] : null;
    }

    /** 64 bits that identify the conversation, the same in both directions. */
    private static long hash(ApplicationContext context) {
        long src = EndpointHash.of(context.src(), context.srcPort());
        long dst = EndpointHash.of(context.dst(), context.dstPort());
        return EndpointHash.mix(src + dst ^ context.transport());
    }
}

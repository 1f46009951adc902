package io.wadi.packet.app;

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
    private final boolean[] proxied = new boolean[SLOTS];
    private boolean anyProxied;

    /**
     * Remembers what a packet shows of its conversation: the protocol, if it keeps the conversation, and whether the
     * server is a proxy. Tells the context if an earlier packet has shown that the server is one. One lookup does all,
     * because every packet needs it.
     *
     * @param protocol the packet's protocol; may be null
     * @return the packet's protocol, otherwise the last known one of its conversation; null if both are unknown
     */
    String recall(ApplicationContext context, String protocol) {
        boolean keeps = protocol != null && keeps(context, protocol);
        boolean named = anyProxied && context.name() != null;
        if (protocol != null && !keeps && !named && !context.isProxied()) {
            return protocol;
        }
        long conversation = context.conversation();
        int slot = slot(conversation);
        if (keeps || context.isProxied()) {
            put(slot, conversation, keeps ? protocol : null, context.isProxied());
        }
        boolean known = conversations[slot] == conversation;
        if (named && known && proxied[slot]) {
            context.proxied();
        }
        return protocol == null && known ? protocols[slot] : protocol;
    }

    /** The last known protocol of the packet's conversation, or null. */
    String get(ApplicationContext context) {
        long conversation = context.conversation();
        int slot = slot(conversation);
        return conversations[slot] == conversation ? protocols[slot] : null;
    }

    private void put(int slot, long conversation, String protocol, boolean isProxied) {
        if (conversations[slot] != conversation) {
            clear(slot);
            conversations[slot] = conversation;
        }
        if (protocol != null) {
            protocols[slot] = protocol;
        }
        if (isProxied) {
            proxied[slot] = true;
            anyProxied = true;
        }
    }

    private static boolean keeps(ApplicationContext context, String protocol) {
        return context.transport() == ApplicationContext.TCP
                ? !PASSING_TCP.contains(protocol)
                : LASTING_UDP.contains(protocol);
    }

    /** Forgets a conversation, because a new one with the same addresses and ports begins. */
    void forget(ApplicationContext context) {
        long conversation = context.conversation();
        int slot = slot(conversation);
        if (conversations[slot] == conversation) {
            clear(slot);
        }
    }

    private void clear(int slot) {
        conversations[slot] = 0;
        protocols[slot] = null;
        proxied[slot] = false;
    }

    private static int slot(long conversation) {
        return (int) conversation & SLOTS - 1;
    }
}

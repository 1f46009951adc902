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

    /** Protocols over TCP that carry texts of any kind, among them requests of HTTP. */
    private static final Set<String> TEXT_CARRIERS = Set.of("SMTP", "IMAP", "POP3", "NNTP");

    private static final String HTTP = "HTTP";

    private final long[] conversations = new long[SLOTS];
    private final String[] protocols = new String[SLOTS];
    private final boolean[] proxied = new boolean[SLOTS];
    /** By the last bit of {@link ApplicationContext#direction}, one bit for a direction that names nobody. */
    private final byte[] silent = new byte[SLOTS];

    private boolean anyMarks;

    /**
     * Remembers what a packet shows of its conversation: the protocol, if it keeps the conversation, whether the server
     * is a proxy, and whether the direction names nobody any more. Tells the context what earlier packets have shown of
     * both. One lookup does all, because every packet needs it.
     *
     * @param protocol the packet's protocol; may be null
     * @return the packet's protocol, otherwise the last known one of its conversation; null if both are unknown
     */
    String recall(ApplicationContext context, String protocol) {
        boolean keeps = protocol != null && keeps(context, protocol);
        boolean marks = context.isProxied() || context.isSilent();
        boolean named = anyMarks && context.namesSomebody();
        if (protocol != null && !keeps && !named && !marks) {
            return protocol;
        }
        long conversation = context.conversation();
        int slot = slot(conversation);
        boolean known = conversations[slot] == conversation;
        if (known && HTTP.equals(protocol) && protocols[slot] != null && TEXT_CARRIERS.contains(protocols[slot])) {
            context.forgetNames();
            return protocols[slot];
        }
        if (named && known) {
            recallMarks(slot, context);
        }
        if (keeps || marks) {
            put(slot, conversation, keeps ? protocol : null, context);
            known = true;
        }
        return protocol == null && known ? protocols[slot] : protocol;
    }

    private void recallMarks(int slot, ApplicationContext context) {
        if ((silent[slot] & directionBit(context)) != 0) {
            context.forgetNames();
        } else if (proxied[slot]) {
            context.proxied();
        }
    }

    /** The last known protocol of the packet's conversation, or null. */
    String get(ApplicationContext context) {
        long conversation = context.conversation();
        int slot = slot(conversation);
        return conversations[slot] == conversation ? protocols[slot] : null;
    }

    private void put(int slot, long conversation, String protocol, ApplicationContext context) {
        if (conversations[slot] != conversation) {
            clear(slot);
            conversations[slot] = conversation;
        }
        if (protocol != null) {
            protocols[slot] = protocol;
        }
        if (context.isProxied()) {
            proxied[slot] = true;
        }
        if (context.isSilent()) {
            silent[slot] |= directionBit(context);
        }
        anyMarks |= proxied[slot] || silent[slot] != 0;
    }

    private static byte directionBit(ApplicationContext context) {
        return (byte) (1 << (context.direction() & 1));
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
        silent[slot] = 0;
    }

    private static int slot(long conversation) {
        return (int) conversation & SLOTS - 1;
    }
}

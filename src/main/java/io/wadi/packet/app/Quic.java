package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;

/**
 * QUIC (RFC 9000 section 17.2, RFC 9369, drafts 22 to 34, Google's Q050 and T05x, mvfst): the long header. Reads the
 * server name of a client's Initial packets after decryption (RFC 9001), wherever they are in a datagram.
 *
 * <p>The side whose Initial packet can be decrypted with a client's keys is the client; ports do not tell. Remembers
 * the clients of 1024 conversations, and does not decrypt packets to them. A ClientHello that continues in the next
 * datagram is kept: at most 256 conversations of 16 KiB.
 */
final class Quic implements ApplicationDecoder {

    private static final int LONG_HEADER = 0x80;
    private static final int FIXED_BIT = 0x40;
    private static final int LONGEST_CONNECTION_ID = 20;
    private static final int SMALLEST_PACKET = 20;
    private static final int SMALLEST_INITIAL = 1200;

    /** A client sends at most one packet of each kind in a datagram, or a few of one kind. */
    private static final int MOST_PACKETS = 8;

    /**
     * The client of a conversation.
     *
     * @param connectionId that of its first Initial packet, which the keys of all its Initial packets derive from
     * @param nextHello where a further ClientHello begins in its CRYPTO stream
     */
    private record Client(byte[] connectionId, int nextHello) {}

    private final FlowSlots<Client> clients = new FlowSlots<>(1024);

    private final FlowSlots<QuicCrypto> unfinished = new FlowSlots<>(256);
    private final Bytes further = new Bytes();

    /** Created with the first Initial packet, because it starts the platform's cryptography. */
    private QuicKeys keys;

    @Override
    public String protocol() {
        return "QUIC";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).startingFrom(0x80, 0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 7) || payload.u8(0) < LONG_HEADER) {
            return false;
        }
        int at = afterConnectionId(payload, afterConnectionId(payload, 5));
        if (at < 0) {
            return false;
        }
        boolean packet = (payload.u8(0) & FIXED_BIT) != 0;
        QuicVersion version = packet ? QuicVersion.of(payload.i32(1)) : null;
        if (version != null) {
            packets(version, payload, at, context);
            return true;
        }
        return packet && isForcedNegotiation(payload, at, context) || isNegotiation(payload, at);
    }

    /** A version negotiation (section 17.2.1) that offers a known version. */
    private static boolean isNegotiation(Bytes payload, int versions) {
        if (payload.i32(1) != 0 || (payload.length() - versions) % 4 != 0) {
            return false;
        }
        for (int at = versions; payload.has(at, 4); at += 4) {
            if (QuicVersion.of(payload.i32(at)) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * A client's packet with a reserved version, which forces negotiation (section 6.3). Its keys are of a known
     * version.
     */
    private boolean isForcedNegotiation(Bytes payload, int tokenAt, ApplicationContext context) {
        if ((payload.i32(1) & 0x0f0f0f0f) != 0x0a0a0a0a || payload.length() < SMALLEST_INITIAL) {
            return false;
        }
        if (!initial(QuicVersion.V1, payload, tokenAt, context)) {
            initial(QuicVersion.DRAFT_29, payload, tokenAt, context);
        }
        return true;
    }

    /** Reads the packets of a datagram (section 12.2), which have the same version, until one has the server's name. */
    private void packets(QuicVersion version, Bytes datagram, int afterIds, ApplicationContext context) {
        Bytes packet = datagram;
        int tokenAt = afterIds;
        for (int i = 0; i < MOST_PACKETS && tokenAt >= 0; i++) {
            initial(version, packet, tokenAt, context);
            int end = end(version, packet, tokenAt);
            boolean more = context.name() == null
                    && packet.has(end, 7)
                    && packet.u8(end) >= (LONG_HEADER | FIXED_BIT)
                    && packet.i32(end + 1) == datagram.i32(1);
            if (!more) {
                return;
            }
            packet = further.set(packet, end, packet.length() - end);
            tokenAt = afterConnectionId(packet, afterConnectionId(packet, 5));
        }
    }

    /** The end of a packet, which is in its header; -1 if the packet has no length or ends after the datagram. */
    private static int end(QuicVersion version, Bytes packet, int tokenAt) {
        if (version.isRetry(packet.u8(0))) {
            return -1;
        }
        int lengthAt = version.isInitial(packet.u8(0)) ? afterToken(packet, tokenAt) : tokenAt;
        long length = QuicNumber.read(packet, lengthAt);
        int numberAt = QuicNumber.skip(packet, lengthAt);
        return length < 0 || length > packet.length() - numberAt ? -1 : numberAt + (int) length;
    }

    /** The position after an Initial packet's token, or -1. */
    private static int afterToken(Bytes packet, int tokenAt) {
        long token = QuicNumber.read(packet, tokenAt);
        return token < 0 || token > packet.length() ? -1 : QuicNumber.skip(packet, tokenAt) + (int) token;
    }

    private static int afterConnectionId(Bytes payload, int at) {
        if (at < 0 || !payload.has(at, 1) || payload.u8(at) > LONGEST_CONNECTION_ID) {
            return -1;
        }
        int end = at + 1 + payload.u8(at);
        return payload.has(end, 0) ? end : -1;
    }

    /** Sets the server name of a client's Initial packet; returns whether the packet could be decrypted. */
    private boolean initial(QuicVersion version, Bytes payload, int tokenAt, ApplicationContext context) {
        if (!version.isInitial(payload.u8(0)) || clients.getReverse(context) != null) {
            return false;
        }
        int lengthAt = afterToken(payload, tokenAt);
        long length = QuicNumber.read(payload, lengthAt);
        int numberAt = QuicNumber.skip(payload, lengthAt);
        if (length < SMALLEST_PACKET || length > payload.length() || !payload.has(numberAt, (int) length)) {
            return false;
        }
        QuicCrypto crypto = decrypt(version, payload, numberAt, numberAt + (int) length, context);
        if (crypto != null) {
            serverName(version, crypto, context);
        }
        return crypto != null;
    }

    /** Decrypts the packet by the connection id of the conversation's first packet, otherwise by its own. */
    private QuicCrypto decrypt(QuicVersion version, Bytes payload, int numberAt, int end, ApplicationContext context) {
        if (keys == null) {
            keys = new QuicKeys();
        }
        byte[] ownId = payload.copy(6, payload.u8(5));
        Client client = clients.get(context);
        byte[] firstId = client == null ? ownId : client.connectionId;
        byte[] id = firstId;
        byte[] frames = keys.open(version, id, payload.copy(0, end), numberAt);
        if (frames == null && !Arrays.equals(firstId, ownId)) {
            id = ownId;
            frames = keys.open(version, id, payload.copy(0, end), numberAt);
        }
        if (frames == null) {
            return null;
        }
        if (client == null || !Arrays.equals(id, firstId)) {
            client = new Client(id, 0);
            clients.put(context, client);
        }
        QuicCrypto before = unfinished.get(context);
        boolean continues = before != null && Arrays.equals(before.connectionId(), id);
        QuicCrypto crypto = continues ? before : new QuicCrypto(id, client.nextHello);
        crypto.addFrames(frames);
        return crypto;
    }

    private void serverName(QuicVersion version, QuicCrypto crypto, ApplicationContext context) {
        if (crypto.isEmpty()) {
            return;
        }
        int name = ClientHello.ABSENT;
        if (version == QuicVersion.Q050) {
            GoogleHello.leaveName(crypto.bytes(), 0, context);
        } else {
            name = crypto.serverName();
        }
        if (name == ClientHello.CUT_SHORT) {
            unfinished.put(context, crypto);
            return;
        }
        unfinished.remove(context);
        clients.put(context, new Client(crypto.connectionId(), crypto.afterHello()));
        if (name >= 0) {
            context.host(ClientHello.text(crypto.bytes(), name));
        }
    }
}

package io.wadi.sample;

/**
 * The first datagrams of a QUIC version 1 connection (RFC 9000). Initial packets are encrypted with keys that everyone
 * can derive, so the server's name is readable. Handshake packets are readable only for the endpoints. Not thread-safe.
 */
final class QuicHandshake {

    private static final int VERSION_1 = 1;
    private static final int INITIAL = 0xc3;
    private static final int HANDSHAKE = 0xe0;
    private static final int NUMBER_LENGTH = 4;
    private static final int TAG_LENGTH = 16;
    private static final int CRYPTO_FRAME = 6;
    private static final int ACK_FRAME = 2;
    private static final int VARINT_2 = 0x4000;
    private static final int DATAGRAM = 1232;

    private final QuicInitialKeys keys;
    private final byte[] clientId;
    private final byte[] serverId;
    private final byte[] firstId;
    private final Dice dice;

    /** Creates a connection with new ids of eight bytes. */
    QuicHandshake(QuicInitialKeys keys, Dice dice) {
        this.keys = keys;
        this.dice = dice;
        clientId = dice.bytes(8);
        serverId = dice.bytes(8);
        firstId = dice.bytes(8);
    }

    /** The connection id of packets to the server, after it has chosen one. */
    byte[] serverId() {
        return serverId;
    }

    /** The connection id of packets to the client. */
    byte[] clientId() {
        return clientId;
    }

    /** The client's first datagram: its hello, with the name of the server. */
    byte[] clientHello(String name) {
        byte[] hello = TlsHello.overQuic(name, clientId, dice);
        keys.derive(firstId, true);
        Octets out = new Octets(DATAGRAM);
        initial(out, firstId, clientId, new byte[0], hello, DATAGRAM);
        return out.toBytes();
    }

    /** The server's first datagram: its hello, and the start of its certificate. */
    byte[] serverHello() {
        byte[] acknowledgement = {ACK_FRAME, 0, 0, 0, 0};
        keys.derive(firstId, false);
        Octets out = new Octets(DATAGRAM);
        initial(out, clientId, serverId, acknowledgement, TlsHello.server(new byte[0], dice), 0);
        handshake(out, clientId, serverId, DATAGRAM - out.length());
        return out.toBytes();
    }

    /** A datagram of this size with one Handshake packet. */
    byte[] handshake(boolean fromClient, int length) {
        Octets out = new Octets(length);
        handshake(out, fromClient ? serverId : clientId, fromClient ? clientId : serverId, length);
        return out.toBytes();
    }

    private void initial(Octets out, byte[] to, byte[] from, byte[] before, byte[] hello, int fill) {
        int start = out.length();
        longHeader(out, INITIAL, to, from).u8(0);
        int headerLength = out.length() - start + 2 + NUMBER_LENGTH;
        int frames = before.length + 4 + hello.length;
        int plain = Math.max(frames, fill - headerLength - TAG_LENGTH);
        out.u16(VARINT_2 | NUMBER_LENGTH + plain + TAG_LENGTH).zeros(NUMBER_LENGTH);
        out.bytes(before).u8(CRYPTO_FRAME).u8(0).u16(VARINT_2 | hello.length).bytes(hello);
        out.zeros(plain - frames);
        keys.seal(out, start, headerLength, 0, NUMBER_LENGTH);
    }

    private void handshake(Octets out, byte[] to, byte[] from, int length) {
        int start = out.length();
        longHeader(out, HANDSHAKE | dice.below(16), to, from);
        int left = length - (out.length() - start) - 2;
        out.u16(VARINT_2 | left);
        Noise.write(out, dice.below(1 << 16), 0, left);
    }

    private static Octets longHeader(Octets out, int firstByte, byte[] to, byte[] from) {
        out.u8(firstByte).u32(VERSION_1);
        return out.sized(1, id -> id.bytes(to)).sized(1, id -> id.bytes(from));
    }
}

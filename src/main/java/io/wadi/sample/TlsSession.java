package io.wadi.sample;

import java.util.ArrayList;
import java.util.List;

/** The messages of a TLS 1.3 connection over TCP: handshake, then requests and responses in records (RFC 8446). */
final class TlsSession {

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_2 = 0x0303;
    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 16_384;
    private static final int SEALING = 17;
    private static final int FINISHED = 53;
    private static final int CLOSE_NOTIFY = 19;
    private static final long SERVER_THINKS = 12_000_000;

    private TlsSession() {}

    /** All messages of a session with the server of this name and this protocol (ALPN). */
    static List<Message> messages(String name, String application, List<RequestResponse> exchanges, Dice dice) {
        List<Message> messages = new ArrayList<>();
        handshake(messages, TlsHello.overTcp(name, application, dice), dice);
        for (RequestResponse exchange : exchanges) {
            records(messages, true, exchange.thinkNanos(), exchange.request());
            records(messages, false, dice.around(SERVER_THINKS), exchange.response());
        }
        messages.add(sealed(true, 0, CLOSE_NOTIFY));
        return messages;
    }

    private static void handshake(List<Message> messages, byte[] clientHello, Dice dice) {
        Octets first = new Octets(640).u8(HANDSHAKE).u16(TLS_1_0);
        messages.add(Message.exactly(
                true, 0, first.sized(2, body -> body.bytes(clientHello)).toBytes()));

        byte[] serverHello = TlsHello.server(TlsHello.sessionOf(clientHello), dice);
        Octets answer = new Octets(160).u8(HANDSHAKE).u16(TLS_1_2).sized(2, body -> body.bytes(serverHello));
        changeCipherSpec(answer);
        int certificates = dice.between(1900, 4400);
        answer.u8(APPLICATION_DATA).u16(TLS_1_2).u16(certificates);
        messages.add(new Message(false, dice.around(SERVER_THINKS), answer.toBytes(), answer.length() + certificates));

        Octets finished =
                changeCipherSpec(new Octets()).u8(APPLICATION_DATA).u16(TLS_1_2).u16(FINISHED);
        messages.add(new Message(true, 400_000, finished.toBytes(), finished.length() + FINISHED));
    }

    private static Octets changeCipherSpec(Octets out) {
        return out.u8(CHANGE_CIPHER_SPEC).u16(TLS_1_2).u16(1).u8(1);
    }

    private static void records(List<Message> messages, boolean fromClient, long delayNanos, int bytes) {
        long delay = delayNanos;
        for (int left = bytes; left > 0; left -= LONGEST_RECORD) {
            messages.add(sealed(fromClient, delay, Math.min(left, LONGEST_RECORD) + SEALING));
            delay = 0;
        }
    }

    private static Message sealed(boolean fromClient, long delayNanos, int length) {
        byte[] head = new Octets(RECORD_HEADER)
                .u8(APPLICATION_DATA)
                .u16(TLS_1_2)
                .u16(length)
                .toBytes();
        return new Message(fromClient, delayNanos, head, RECORD_HEADER + length);
    }
}

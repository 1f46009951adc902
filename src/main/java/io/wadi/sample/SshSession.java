package io.wadi.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The messages of a Secure Shell connection (RFC 4253): banners, key exchange, then key strokes with their echo. */
final class SshSession {

    private static final int KEX_INIT = 20;
    private static final int NEW_KEYS = 21;
    private static final int ECDH_INIT = 30;
    private static final int ECDH_REPLY = 31;
    private static final int COOKIE = 16;
    private static final int SMALLEST_PADDING = 4;
    private static final int BLOCK = 8;
    private static final long MILLI = 1_000_000L;
    private static final String[] ALGORITHMS = {
        "curve25519-sha256,ecdh-sha2-nistp256",
        "ssh-ed25519,rsa-sha2-512",
        "chacha20-poly1305@openssh.com,aes128-ctr",
        "chacha20-poly1305@openssh.com,aes128-ctr",
        "hmac-sha2-256-etm@openssh.com",
        "hmac-sha2-256-etm@openssh.com",
        "none",
        "none",
        "",
        ""
    };

    private SshSession() {}

    /** All messages of a session with this many key strokes. */
    static List<Message> messages(int keys, Dice dice) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.exactly(true, 0, banner("SSH-2.0-OpenSSH_9.6\r\n")));
        messages.add(Message.exactly(false, 5 * MILLI, banner("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")));
        messages.add(Message.exactly(true, MILLI, packet(keyExchange(dice), dice)));
        messages.add(Message.exactly(false, MILLI, packet(keyExchange(dice), dice)));
        messages.add(Message.exactly(true, 2 * MILLI, packet(ecdhInit(dice), dice)));
        messages.add(Message.exactly(false, 4 * MILLI, ecdhReplyAndNewKeys(dice)));
        messages.add(Message.exactly(true, MILLI, packet(new Octets().u8(NEW_KEYS), dice)));
        login(messages);
        for (int i = 0; i < keys; i++) {
            messages.add(sealed(true, dice.around(180 * MILLI), 36));
            messages.add(sealed(false, MILLI, dice.chance(0.1) ? dice.heavyTailed(200, 9000, 1.1) : 36));
        }
        return messages;
    }

    private static void login(List<Message> messages) {
        int[] sizes = {44, 44, 68, 84, 500, 28, 112, 500, 176, 628};
        for (int i = 0; i < sizes.length; i++) {
            messages.add(sealed(i % 2 == 0, 3 * MILLI, sizes[i]));
        }
    }

    private static Message sealed(boolean fromClient, long delayNanos, int length) {
        return new Message(fromClient, delayNanos, new byte[0], length);
    }

    private static byte[] banner(String line) {
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    private static Octets keyExchange(Dice dice) {
        Octets out = new Octets(320).u8(KEX_INIT).bytes(dice.bytes(COOKIE));
        for (String names : ALGORITHMS) {
            out.sized(4, list -> list.ascii(names));
        }
        return out.u8(0).u32(0);
    }

    private static Octets ecdhInit(Dice dice) {
        return new Octets().u8(ECDH_INIT).sized(4, key -> key.bytes(dice.bytes(32)));
    }

    private static byte[] ecdhReplyAndNewKeys(Dice dice) {
        Octets reply = new Octets(256)
                .u8(ECDH_REPLY)
                .sized(4, hostKey -> named(hostKey, dice.bytes(32)))
                .sized(4, key -> key.bytes(dice.bytes(32)))
                .sized(4, signature -> named(signature, dice.bytes(64)));
        byte[] newKeys = packet(new Octets().u8(NEW_KEYS), dice);
        return new Octets(320).bytes(packet(reply, dice)).bytes(newKeys).toBytes();
    }

    private static void named(Octets out, byte[] bytes) {
        out.sized(4, name -> name.ascii("ssh-ed25519")).sized(4, value -> value.bytes(bytes));
    }

    /** A binary packet of RFC 4253 section 6, before encryption. */
    private static byte[] packet(Octets payload, Dice dice) {
        int padding = BLOCK - (5 + payload.length()) % BLOCK;
        int enough = padding < SMALLEST_PADDING ? padding + BLOCK : padding;
        return new Octets(payload.length() + 24)
                .u32(1 + payload.length() + enough)
                .u8(enough)
                .bytes(payload.array(), 0, payload.length())
                .bytes(dice.bytes(enough))
                .toBytes();
    }
}

package io.wadi.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes a JSON message at random: a character, a part, or a number. */
public final class MutatedJson {

    private static final String MUTATIONS = "{}[],:\"\\ \n0123456789.-+eEunltrfas/\u0000\u007f\u0080\u00ff";

    private MutatedJson() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The message, which is not empty, with one change. */
    public static byte[] of(byte[] message, SplittableRandom random) {
        int at = random.nextInt(message.length);
        int end = Math.min(message.length, at + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
        byte any = (byte) MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
        return switch (random.nextInt(6)) {
            case 0 -> joined(message, at, new byte[] {any}, at + 1);
            case 1 -> joined(message, at, new byte[] {any}, at);
            case 2 -> joined(message, at, new byte[0], end);
            case 3 -> joined(message, end, Arrays.copyOfRange(message, at, end), end);
            case 4 -> joined(message, at, new byte[] {(byte) (message[at] ^ 1 << random.nextInt(8))}, at + 1);
            default -> digitsChanged(message, at, random);
        };
    }

    /** Replaces digits by a number at the edge of some range, or adds digits to them. */
    private static byte[] digitsChanged(byte[] message, int from, SplittableRandom random) {
        int at = from;
        while (at < message.length && (message[at] < '0' || message[at] > '9')) {
            at++;
        }
        int end = at;
        while (end < message.length && message[end] >= '0' && message[end] <= '9') {
            end++;
        }
        String[] edges = {
            "",
            "0",
            "00",
            "255",
            "256",
            "65535",
            "65536",
            "2147483648",
            "4294967296",
            "9223372035",
            "9223372036",
            "9223372036854775808",
            "123456789012345678901234567890",
            "-1",
            "1e3",
            "1.5"
        };
        return joined(message, at, bytes(edges[random.nextInt(edges.length)]), random.nextBoolean() ? end : at);
    }

    private static byte[] joined(byte[] message, int before, byte[] middle, int after) {
        byte[] joined = Arrays.copyOf(message, before + middle.length + message.length - after);
        System.arraycopy(middle, 0, joined, before, middle.length);
        System.arraycopy(message, after, joined, before + middle.length, message.length - after);
        return joined;
    }
}

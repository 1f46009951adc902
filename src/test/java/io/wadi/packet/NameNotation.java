package io.wadi.packet;

import java.util.Locale;

/** Compares names that tshark and Wadi write in different notations. */
final class NameNotation {

    /** tshark's {@code \123}, {@code \r} and U+FFFD; our {@code \xHH} and {@code ?}; and what is not ASCII. */
    private static final String UNPRINTABLE = "(\\\\\\d{3}|\\\\x[0-9a-f]{2}|\\\\[abefnrtv]|[^ -~]|\\?)+";

    /** What Wadi leaves out of hosts: user, port, last dots, and space around them. */
    private static final String AROUND_HOST = "^.*@|(?<!:):\\d*$|^\\s+|(\\s|\\\\t)+$";

    private static final String BRACKETS_AND_LAST_DOTS = "[\\[\\]]|(?<=.)\\.+$";

    private NameNotation() {}

    /** Whether both are one name: DNS does not tell the cases apart, and an unprintable part is equal to another. */
    static boolean same(String tshark, String wadi) {
        return plain(tshark).equals(plain(wadi));
    }

    /** Whether both are one host, which tshark shows as it is written in a request or a ClientHello. */
    static boolean sameHost(String tshark, String wadi) {
        return same(tshark.replaceAll(AROUND_HOST, "").replaceAll(BRACKETS_AND_LAST_DOTS, ""), wadi);
    }

    private static String plain(String name) {
        return switch (name) {
            case "<Root>" -> ".";
            case "<Unknown extended label>" -> TsharkFrame.ABSENT;
            default -> name.toLowerCase(Locale.ROOT).replaceAll(UNPRINTABLE, "?");
        };
    }
}

package io.wadi.net;

import java.nio.charset.StandardCharsets;

/** Reads and writes the text of IP addresses without {@code java.net}, because this happens twice per packet. */
public final class IpText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_V6_TEXT = 39;
    private static final int GROUPS = 8;
    private static final int OCTETS = 4;
    private static final byte[] MAPPED = "::ffff:".getBytes(StandardCharsets.US_ASCII);

    private IpText() {}

    static String format(IpAddress address) {
        byte[] buffer = new byte[MAX_V6_TEXT];
        int end = write(address, buffer, 0);
        return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Writes the address as ASCII from {@code at}, at most 39 bytes; returns the end position. */
    public static int write(IpAddress address, byte[] out, int at) {
        return address.isV4() ? writeV4((int) address.low(), out, at) : writeV6(address, out, at);
    }

    private static int writeV4(int bits, byte[] out, int start) {
        int at = start;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = bits >>> shift & 0xff;
            if (octet >= 100) {
                out[at++] = (byte) ('0' + octet / 100);
            }
            if (octet >= 10) {
                out[at++] = (byte) ('0' + octet / 10 % 10);
            }
            out[at++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                out[at++] = '.';
            }
        }
        return at;
    }

    private static int group(IpAddress address, int index) {
        return index < 4
                ? (int) (address.high() >>> 48 - 16 * index) & 0xffff
                : (int) (address.low() >>> 48 - 16 * (index - 4)) & 0xffff;
    }

    private static int writeV6(IpAddress address, byte[] out, int start) {
        if (address.high() == 0 && address.low() >>> 32 == 0xffffL) {
            System.arraycopy(MAPPED, 0, out, start, MAPPED.length);
            return writeV4((int) address.low(), out, start + MAPPED.length);
        }
        long zeros = longestZeroRun(address);
        int runStart = (int) (zeros >>> 8);
        int runEnd = runStart + (int) (zeros & 0xff);
        int at = start;
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart && runEnd > runStart) {
                out[at++] = ':';
                out[at++] = ':';
                i = runEnd - 1;
                continue;
            }
            if (i > 0 && i != runEnd) {
                out[at++] = ':';
            }
            at = writeHex(group(address, i), out, at);
        }
        return at;
    }

    /** The first longest run of two or more zero groups (RFC 5952 section 4.2), as start &lt;&lt; 8 | length. */
    private static long longestZeroRun(IpAddress address) {
        int bestStart = GROUPS;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && group(address, i + length) == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = i;
                bestLength = length;
            }
            i += length;
        }
        return bestStart == GROUPS ? (long) GROUPS << 8 : (long) bestStart << 8 | bestLength;
    }

    private static int writeHex(int value, byte[] out, int start) {
        int at = start;
        boolean started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = value >>> shift & 0xf;
            if (digit != 0 || started || shift == 0) {
                out[at++] = HEX[digit];
                started = true;
            }
        }
        return at;
    }

    static IpAddress parse(String text) {
        IpAddress address = text.indexOf(':') >= 0 ? IpV6Parser.parse(text) : parseV4(text, 0);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return address;
    }

    /** Parses the text from {@code start} to its end as a dotted quad; null if it is not one. */
    static IpAddress parseV4(String text, int start) {
        int bits = 0;
        int at = start;
        for (int octet = 0; octet < OCTETS; octet++) {
            int end = decimalEnd(text, at);
            if (end == at || end - at > 3) {
                return null;
            }
            int value = Integer.parseInt(text, at, end, 10);
            boolean last = octet == OCTETS - 1;
            boolean ends = last ? end == text.length() : end < text.length() && text.charAt(end) == '.';
            if (value > 255 || !ends) {
                return null;
            }
            bits = bits << 8 | value;
            at = end + 1;
        }
        return IpAddress.v4(bits);
    }

    private static int decimalEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}

package io.wadi.packet;

import java.nio.charset.StandardCharsets;

/** Text of IP addresses, read and written without {@code java.net}: it is done twice for each packet. */
final class IpText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_V6_TEXT = 39;
    private static final int GROUPS = 8;

    private IpText() {}

    static String format(IpAddress address) {
        byte[] buffer = new byte[MAX_V6_TEXT];
        int end = write(address, buffer, 0);
        return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Writes the address as ASCII from {@code at}, at most 39 bytes; returns the position after it. */
    static int write(IpAddress address, byte[] out, int at) {
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
            byte[] prefix = "::ffff:".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(prefix, 0, out, start, prefix.length);
            return writeV4((int) address.low(), out, start + prefix.length);
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
        IpAddress address = text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text, 0);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return address;
    }

    private static IpAddress parseV4(String text, int start) {
        int bits = 0;
        int octets = 0;
        int at = start;
        while (octets < 4) {
            int value = 0;
            int digits = 0;
            while (at < text.length() && digits < 3 && Character.digit(text.charAt(at), 10) >= 0) {
                value = value * 10 + text.charAt(at++) - '0';
                digits++;
            }
            if (digits == 0 || value > 255) {
                return null;
            }
            bits = bits << 8 | value;
            octets++;
            if (octets < 4 && (at >= text.length() || text.charAt(at++) != '.')) {
                return null;
            }
        }
        return at == text.length() ? IpAddress.v4(bits) : null;
    }

    private static IpAddress parseV6(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length() && count < GROUPS) {
            int end = at;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '.') {
                IpAddress tail = parseV4(text, at);
                if (tail == null || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (tail.low() >>> 16);
                groups[count++] = (int) tail.low() & 0xffff;
                at = text.length();
                break;
            }
            if (end == at || end - at > 4) {
                return null;
            }
            groups[count++] = Integer.parseInt(text, at, end, 16);
            at = end;
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at++) != ':') {
                return null;
            }
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            } else if (at == text.length()) {
                return null;
            }
        }
        return at == text.length() ? assemble(groups, count, gap) : null;
    }

    private static IpAddress assemble(int[] groups, int count, int gap) {
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int value;
            if (gap < 0 || i < gap) {
                value = i < count ? groups[i] : 0;
            } else {
                int fromEnd = GROUPS - i;
                value = fromEnd <= count - gap ? groups[count - fromEnd] : 0;
            }
            if (i < 4) {
                high = high << 16 | value;
            } else {
                low = low << 16 | value;
            }
        }
        return IpAddress.v6(high, low);
    }
}

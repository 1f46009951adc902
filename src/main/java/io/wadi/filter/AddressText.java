package io.wadi.filter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Checks IP addresses that a user typed. A host name is refused, never looked up. */
public final class AddressText {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    private AddressText() {}

    /** Whether the text is an address. */
    public static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || (IPV6.matcher(text).matches() && isIpv6(text));
    }

    /** Whether the text is an address, or a network as an address and the length of its prefix (RFC 4632, RFC 4291). */
    static boolean isAddressOrNetwork(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? isAddress(text)
                : isAddress(text.substring(0, slash)) && isPrefix(text.substring(slash + 1), text.contains(":"));
    }

    private static boolean isPrefix(String length, boolean isIpv6) {
        return PREFIX.matcher(length).matches() && Integer.parseInt(length) <= (isIpv6 ? 128 : 32);
    }

    /** In brackets, the JDK accepts only a literal and looks nothing up. */
    private static boolean isIpv6(String text) {
        try {
            InetAddress.getByName("[" + text + "]");
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

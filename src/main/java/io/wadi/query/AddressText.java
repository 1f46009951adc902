package io.wadi.query;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Checks IP addresses that a user typed. A host name is refused, never looked up. */
final class AddressText {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private AddressText() {}

    /**
     * Returns the text if it is an address.
     *
     * @throws QueryException if it is not
     */
    static String checked(String text) {
        if (IPV4.matcher(text).matches() || (IPV6.matcher(text).matches() && isIpv6(text))) {
            return text;
        }
        throw new QueryException("Parameter host is not an IP address; example: host=192.0.2.1");
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

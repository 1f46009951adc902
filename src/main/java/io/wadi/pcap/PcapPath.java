package io.wadi.pcap;

import io.wadi.pcap.PcapConfiguration.Kind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of an endpoint's URI after {@code pcap:} and before the options. */
public record PcapPath(Kind kind, String name) {

    private static final String SCHEME = "pcap:";

    /** The URI of an interface or a file, whatever characters its name has. */
    public String toUri() {
        return SCHEME + kind + ":" + encode(name);
    }

    /**
     * A URI as people write it, in the form that Camel leaves as it is: Camel decodes a path before it looks for the
     * options, so that a question mark in a name would begin them and a percent sign be decoded twice. URIs of other
     * components stay as they are.
     */
    public static String forCamel(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return uri;
        }
        int end = uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?');
        String[] parts = uri.substring(SCHEME.length(), end).split(":", 2);
        if (parts.length < 2) {
            return uri;
        }
        return SCHEME + parts[0] + ":" + encode(encode(decode(parts[1]))) + uri.substring(end);
    }

    /** RFC 3986, section 2.1, but for the slash, which says nothing here. */
    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /** A percent sign that no code follows stands for itself. */
    private static String decode(String encoded) {
        String strict = encoded.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25");
        return URLDecoder.decode(strict, StandardCharsets.UTF_8);
    }

    /** The decoded path of a URI. */
    static String ofUri(String uri) {
        int start = uri.startsWith("//", SCHEME.length()) ? SCHEME.length() + 2 : SCHEME.length();
        int end = uri.indexOf('?');
        return decode(uri.substring(start, end < 0 ? uri.length() : end));
    }

    /**
     * Takes it apart.
     *
     * @throws IllegalArgumentException saying how it is to look
     */
    static PcapPath parse(String remaining) {
        int colon = remaining.indexOf(':');
        String first = colon < 0 ? remaining : remaining.substring(0, colon);
        Kind kind = kind(first, remaining);
        String rest = colon < 0 ? "" : remaining.substring(colon + 1);
        if (rest.startsWith("//")) {
            rest = rest.substring(1);
        }
        if (rest.isBlank()) {
            throw new IllegalArgumentException("pcap:" + remaining + " names no "
                    + (kind == Kind.live ? "interface: pcap:live:eth0" : "file: pcap:file:traffic.pcap"));
        }
        return new PcapPath(kind, rest);
    }

    private static Kind kind(String word, String remaining) {
        try {
            return Kind.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "pcap:" + remaining + ": it must be pcap:live:INTERFACE or pcap:file:PATH, not pcap:" + word, e);
        }
    }
}

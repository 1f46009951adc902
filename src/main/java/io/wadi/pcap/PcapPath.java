package io.wadi.pcap;

import io.wadi.pcap.PcapConfiguration.Kind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of an endpoint's URI after {@code pcap:} and before the options. */
public record PcapPath(Kind kind, String name) {

    private static final String SCHEME = "pcap:";

    /** The URI of an interface or a file with any characters in its name. */
    public String toUri() {
        return SCHEME + kind + ":" + encode(name);
    }

    /**
     * Encodes a URI of this component, as users write it, for Camel. Camel decodes a path before it looks for the
     * options: a question mark in a name would start the options, and a percent sign would be decoded twice. URIs of
     * other components are not changed.
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

    /** Percent-encodes a name (RFC 3986, section 2.1), except the slash, which has no special meaning here. */
    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /** Decodes a name; a percent sign without two hexadecimal digits stays. */
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
     * Parses a path.
     *
     * @throws IllegalArgumentException with the valid form
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

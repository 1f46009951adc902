package io.wadi.pcap;

import io.wadi.pcap.PcapConfiguration.Kind;

/** What follows {@code pcap:} in an endpoint's URI, before its options. */
record PcapPath(Kind kind, String name) {

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
                    "pcap:" + remaining + ": say pcap:live:INTERFACE or pcap:file:PATH, not pcap:" + word, e);
        }
    }
}

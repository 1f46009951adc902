package io.wadi.bench;

import java.util.Locale;

/** The contests of a benchmark that share a capture, by the names that users write. */
public enum ContestName {
    READ,
    CAPTURE,
    FLOWS,
    AT_FLOWS,
    NFPCAPD,
    TRAFFIC,
    CONNECT,
    EXPORTS,
    PORT_SCAN,
    SYN_FLOOD,
    DNS_AMPLIFICATION;

    /** Its name on the command line, for example {@code at-flows}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

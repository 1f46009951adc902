package io.wadi.pcap;

import io.wadi.failure.OneSentence;

/** libpcap is not installed or cannot be loaded; the message says how to install it. */
class PcapUnavailableException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    PcapUnavailableException(Throwable cause) {
        super(
                "libpcap is not installed. Install it with 'apt-get install libpcap0.8' (Debian, Ubuntu; libpcap0.8t64 on"
                        + " newer ones), 'dnf install libpcap' (Fedora, RHEL), 'apk add libpcap' (Alpine) or your "
                        + "system's package",
                cause);
    }
}

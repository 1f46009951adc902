package io.wadi.pcap;

import org.apache.camel.spi.Metadata;

/** Headers of the exchanges of {@code pcap:}, and the property that it reads when they complete. */
public final class PcapConstants {

    @Metadata(description = "The interface's name or the capture file's path", javaType = "String")
    public static final String SOURCE = "CamelPcapSource";

    @Metadata(description = "Who captured the packets, as host/interface or host/file", javaType = "String")
    public static final String PROBE = "CamelPcapProbe";

    /**
     * Exchange property (an Integer) that a route may set: how many of the packets their destination refused permanently,
     * while the others are through.
     */
    public static final String REFUSED = "CamelPcapRefused";

    private PcapConstants() {}
}

package io.wadi.pcap;

import org.apache.camel.spi.Metadata;

/** Names of the headers that {@code pcap:} sets, and of the property that it reads when an exchange completes. */
public final class PcapConstants {

    @Metadata(description = "The interface's name or the capture file's path", javaType = "String")
    public static final String SOURCE = "CamelPcapSource";

    @Metadata(description = "Who captured the packets, as host/interface or host/file", javaType = "String")
    public static final String PROBE = "CamelPcapProbe";

    /**
     * Exchange property (Integer) that a route may set: number of packets that their destination refused permanently,
     * while all others were delivered.
     */
    public static final String REFUSED = "CamelPcapRefused";

    private PcapConstants() {}
}

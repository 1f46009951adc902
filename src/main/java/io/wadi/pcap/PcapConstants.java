package io.wadi.pcap;

import org.apache.camel.spi.Metadata;

/** Headers of the exchanges that {@code pcap:} makes. */
public final class PcapConstants {

    @Metadata(description = "The interface's name or the capture file's path", javaType = "String")
    public static final String SOURCE = "CamelPcapSource";

    @Metadata(description = "Who captured the packets, as host/interface or host/file", javaType = "String")
    public static final String PROBE = "CamelPcapProbe";

    private PcapConstants() {}
}

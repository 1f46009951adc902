package io.wadi.packet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the application decoders for an IP packet's protocol and name. Reused; not thread-safe. */
final class ApplicationLayer {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationLayer.class);

    private final ApplicationDecoders decoders = new ApplicationDecoders();
    private final ApplicationContext context = new ApplicationContext();
    private final Bytes payload = new Bytes();
    private String name;

    /**
     * Recognises the application protocol.
     *
     * @return its name, or the transport's where it is not recognised or the packet has no ports
     */
    String recognise(Bytes frame, IpPacket ip) {
        name = null;
        String protocol = ip.srcPort == Packet.NO_PORT ? null : ask(frame, ip);
        return protocol == null ? TransportNames.of(ip.protocol) : protocol;
    }

    /** The name that the last packet gave of its peer, cleaned; or null. */
    String name() {
        return name;
    }

    private String ask(Bytes frame, IpPacket ip) {
        payload.set(frame, ip.payload, ip.end - ip.payload);
        context.set(ip.protocol, ip.srcPort, ip.dstPort, ip.src, ip.dst);
        try {
            String protocol = decoders.recognise(payload, context);
            name = NameCleaner.clean(context.name(), isDns(protocol));
            return protocol;
        } catch (RuntimeException e) {
            // no packet is lost to a fault in one of many decoders; it goes by its transport
            LOG.debug("An application decoder failed", e);
            return null;
        }
    }

    private static boolean isDns(String protocol) {
        return "DNS".equals(protocol) || "mDNS".equals(protocol) || "LLMNR".equals(protocol);
    }
}

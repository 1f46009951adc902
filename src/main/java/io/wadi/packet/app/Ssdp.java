package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SSDP of UPnP (UPnP Device Architecture 2.0, section 1): a request line; on its own port also a response. */
final class Ssdp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SSDP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(1900).starting("MN");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "M-SEARCH * HTTP/1.1")
                || payload.startsWith(0, "NOTIFY * HTTP/1.1")
                || context.is(ApplicationContext.UDP, 1900) && payload.startsWith(0, "HTTP/1.1 ");
    }
}

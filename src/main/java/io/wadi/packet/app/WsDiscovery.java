package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** WS-Discovery (OASIS): a SOAP envelope in a datagram, on its own port. */
final class WsDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "WS-Discovery";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3702);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.u8(0) == '<' && Text.contains(payload, 0, payload.length(), "nvelope");
    }
}

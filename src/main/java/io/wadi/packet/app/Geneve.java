package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Geneve (RFC 8926): version 0 and reserved bits, on its own port. */
final class Geneve implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Geneve";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(6081);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8) && payload.u8(0) >> 6 == 0 && (payload.u8(1) & 0x3f) == 0 && payload.u8(7) == 0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** VXLAN (RFC 7348): flags and reserved bits, on its own port. */
final class Vxlan implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "VXLAN";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(4789);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8) && payload.u8(0) == 0x08 && payload.u24(1) == 0 && payload.u8(7) == 0;
    }
}

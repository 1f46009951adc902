package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Nano's peer and bootstrap protocol (Nano's protocol description): the header on its own port. */
final class Nano implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Nano";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(7075);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8)
                && payload.u8(0) == 'R'
                && payload.u8(1) >= 'A'
                && payload.u8(1) <= 'C'
                && payload.u8(2) >= payload.u8(3)
                && payload.u8(3) >= payload.u8(4);
    }
}

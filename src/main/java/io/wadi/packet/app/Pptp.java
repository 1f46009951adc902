package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The control connection of PPTP (RFC 2637): the magic cookie. */
final class Pptp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PPTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1723).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12) && payload.u16(2) == 1 && payload.i32(4) == 0x1a2b3c4d;
    }
}

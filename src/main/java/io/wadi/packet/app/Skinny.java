package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Skinny call control of Cisco (proprietary): length and header version, on its own port. */
final class Skinny implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Skinny";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(2000);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12)
                && payload.i32le(0) >= 4
                && payload.i32le(0) <= 4096
                && payload.i32le(4) >= 0
                && payload.i32le(4) <= 0x20
                && payload.i32le(8) < 0x10000;
    }
}

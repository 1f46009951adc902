package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Diameter (RFC 6733): version, flags, command and a possible length, on its own port. */
final class Diameter implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Diameter";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(3868);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 20)
                && payload.u8(0) == 1
                && payload.u24(1) >= 20
                && payload.u24(1) % 4 == 0
                && (payload.u8(4) & 0xf) == 0
                && payload.u24(5) >= 257;
    }
}

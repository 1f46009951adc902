package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Service Location Protocol 2 and 1 (RFC 2608, RFC 2165): version, function and a length within the payload. */
final class Slp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SLP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(427);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12)
                && payload.u8(1) >= 1
                && payload.u8(1) <= 11
                && (payload.u8(0) == 2
                        ? payload.u24(2) <= payload.length()
                        : payload.u8(0) == 1 && payload.u16(2) <= payload.length());
    }
}

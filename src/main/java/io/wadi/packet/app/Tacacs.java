package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** TACACS+ (RFC 8907): version, type and the exact length, on its own port. */
final class Tacacs implements ApplicationDecoder {

    private static final int HEADER = 12;

    @Override
    public String protocol() {
        return "TACACS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(49);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, HEADER)
                && payload.u8(0) >> 4 == 0xc
                && (payload.u8(0) & 0xf) <= 1
                && payload.u8(1) >= 1
                && payload.u8(1) <= 3
                && payload.u32(8) + HEADER == payload.length();
    }
}

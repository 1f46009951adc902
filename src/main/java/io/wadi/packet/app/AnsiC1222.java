package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Smart metering of ANSI C12.22 (RFC 6142): an application association on its own port. */
final class AnsiC1222 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "C12.22";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(1153);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.u8(0) == 0x60
                && Ber.content(payload, 0) > 0
                && payload.has(Ber.content(payload, 0), 1)
                && payload.u8(Ber.content(payload, 0)) >= 0xa2;
    }
}

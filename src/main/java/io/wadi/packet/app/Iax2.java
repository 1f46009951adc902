package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Inter-Asterisk eXchange 2 (RFC 5456): full and mini frames, on its own port. */
final class Iax2 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IAX2";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(4569);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 4)) {
            return false;
        }
        return payload.u8(0) < 0x80 || payload.has(0, 12) && payload.u8(10) >= 1 && payload.u8(10) <= 12;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Noise handshake of WhatsApp (proprietary): the first bytes of a connection, on its ports. */
final class WhatsApp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "WhatsApp";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(443, 5222, 80);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 4)) {
            return false;
        }
        boolean mark = payload.u16(0) == 0x5741 && payload.u8(2) >= 1 && payload.u8(2) <= 6 && payload.u8(3) <= 0x10;
        return mark
                || payload.i32(0) == 0x45440001
                || payload.has(0, 9) && payload.u24(0) == 0 && payload.startsWith(6, "WA");
    }
}

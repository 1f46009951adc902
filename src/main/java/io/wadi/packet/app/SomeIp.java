package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SOME/IP (AUTOSAR): a message with a possible length, version and type. */
final class SomeIp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SOME-IP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.last(() -> registry.udp(this).always());
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 16)
                && payload.u8(12) == 1
                && payload.u32(4) >= 8
                && payload.u32(4) <= payload.length() - 8
                && isType(payload.u8(14) & ~0x20)
                && payload.u8(15) < 0x40;
    }

    private static boolean isType(int type) {
        return type <= 2 || type == 0x40 || type == 0x80 || type == 0x81;
    }
}

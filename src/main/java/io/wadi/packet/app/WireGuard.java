package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** WireGuard (its white paper, section 5.4): the four message types, each with its length. */
final class WireGuard implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "WireGuard";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(1, 2, 3, 4);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 32) || payload.u24(1) != 0) {
            return false;
        }
        return switch (payload.u8(0)) {
            case 1 -> payload.length() == 148;
            case 2 -> payload.length() == 92;
            case 3 -> payload.length() == 64;
            case 4 -> payload.i32(12) == 0 && (payload.length() % 16 == 0 || context.is(ApplicationContext.UDP, 51820));
            default -> false;
        };
    }
}

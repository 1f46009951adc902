package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Binary Floor Control Protocol (RFC 8855): version, primitive and the exact length of the payload; on its usual port
 * the length may also be larger.
 */
final class Bfcp implements ApplicationDecoder {

    private static final int HEADER = 12;

    @Override
    public String protocol() {
        return "BFCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(5070).starting(0x20, 0x40);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, HEADER) || payload.u8(0) != 0x20 && payload.u8(0) != 0x40) {
            return false;
        }
        int claimed = HEADER + 4 * payload.u16(2);
        boolean onPort = context.srcPort() == 5070 || context.dstPort() == 5070;
        return payload.u8(1) >= 1
                && payload.u8(1) <= 18
                && (claimed == payload.length() || onPort && claimed > payload.length());
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** STUN (RFC 8489) by its magic cookie; on its own ports also classic STUN (RFC 3489) and TURN channels (RFC 8656). */
final class Stun implements ApplicationDecoder {

    private static final int HEADER = 20;
    private static final int COOKIE = 0x2112a442;

    @Override
    public String protocol() {
        return "STUN";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(3478, 3479).startingFrom(0, 0x3f);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 4)) {
            return false;
        }
        int length = payload.u16(2);
        if (payload.has(0, HEADER) && payload.u8(0) < 0x40 && payload.i32(4) == COOKIE) {
            return true;
        }
        return onOwnPort(context) && (isClassic(payload, length) || isChannel(payload, length));
    }

    private static boolean onOwnPort(ApplicationContext context) {
        return context.srcPort() == 3478
                || context.dstPort() == 3478
                || context.srcPort() == 3479
                || context.dstPort() == 3479;
    }

    private static boolean isClassic(Bytes payload, int length) {
        int type = payload.u16(0) & 0xfeef;
        return (type == 1 || type == 2) && payload.length() == HEADER + length;
    }

    private static boolean isChannel(Bytes payload, int length) {
        return payload.u8(0) >= 0x40
                && payload.u8(0) <= 0x4f
                && payload.length() - 4 >= length
                && payload.length() - 4 - length < 4;
    }
}

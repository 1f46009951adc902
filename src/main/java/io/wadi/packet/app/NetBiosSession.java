package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** NetBIOS session service (RFC 1002 section 4.3) without SMB: the packet type, on its own port. */
final class NetBiosSession implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "NBSS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(139);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 4)
                && isType(payload.u8(0))
                && payload.u8(1) <= 1
                && (payload.u8(0) == 0x81 || payload.u16(2) <= 4);
    }

    private static boolean isType(int type) {
        return type >= 0x81 && type <= 0x85;
    }
}

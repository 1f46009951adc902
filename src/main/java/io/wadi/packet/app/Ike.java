package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** IKE 1 and 2 (RFC 2409, RFC 7296): the header; on port 4500 after the non-ESP marker (RFC 3948). */
final class Ike implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IKE";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(500, 848, 4500);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.is(ApplicationContext.UDP, 4500) ? 4 : 0;
        return payload.has(at, 28)
                && (at == 0 || payload.i32(0) == 0)
                && (payload.u8(at + 17) == 0x10 || payload.u8(at + 17) == 0x20)
                && payload.u32(at + 24) >= 28
                && payload.i64(at) != 0;
    }
}

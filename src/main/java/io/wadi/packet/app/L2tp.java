package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** L2TP 2 and 3 (RFC 2661, RFC 3931): the version and the bits of control messages, on its own port. */
final class L2tp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "L2TP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(1701);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 6)) {
            return false;
        }
        int version = payload.u8(1) & 0xf;
        boolean control = (payload.u8(0) & 0x80) != 0;
        return (version == 2 || version == 3)
                && (!control || (payload.u8(0) & 0xc8) == 0xc8 && payload.u16(2) <= payload.length());
    }
}

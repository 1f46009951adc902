package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** GTP user plane (3GPP TS 29.281): the header, on its own port. */
final class GtpUser implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GTP-U";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2152);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8)
                && payload.u8(0) >> 4 == 3
                && isMessage(payload.u8(1))
                && payload.u16(2) + 8 <= payload.length();
    }

    private static boolean isMessage(int type) {
        return type == 1 || type == 2 || type == 26 || type == 31 || type == 254 || type == 255;
    }
}

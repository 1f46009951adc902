package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** GTP' for charging (3GPP TS 32.295): the header, on its own port. */
final class GtpPrime implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GTP-Prime";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3386);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 6)
                && (payload.u8(0) & 0x10) == 0
                && payload.u8(0) >> 5 <= 2
                && isMessage(payload.u8(1))
                && payload.u16(2) <= payload.length() - 6;
    }

    private static boolean isMessage(int type) {
        return type >= 1 && type <= 7 || type == 0xf0 || type == 0xf1;
    }
}

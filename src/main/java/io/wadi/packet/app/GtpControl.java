package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** GTP control plane, versions 1 and 2 (3GPP TS 29.060, TS 29.274): the header, on its own port. */
final class GtpControl implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GTP-C";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2123);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8)) {
            return false;
        }
        int version = payload.u8(0) >> 5;
        boolean plausible = version == 1 ? (payload.u8(0) & 0x10) != 0 : version == 2;
        return plausible
                && payload.u8(1) > 0
                && (version == 1 ? payload.u16(2) + 8 : payload.u16(2) + 4) <= payload.length();
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Packet Forwarding Control Protocol (3GPP TS 29.244): the header, on its own port. */
final class Pfcp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PFCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(8805);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8)
                && payload.u8(0) >> 5 == 1
                && isMessage(payload.u8(1))
                && payload.u16(2) + 4 <= payload.length();
    }

    private static boolean isMessage(int type) {
        return type >= 1 && type <= 17 || type >= 50 && type <= 57;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Precision Time Protocol 2 (IEEE 1588): version and a length within the payload, on its own ports. */
final class Ptp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(319, 320);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 34)
                && (payload.u8(1) & 0xf) == 2
                && payload.u16(2) >= 34
                && payload.u16(2) <= payload.length();
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Phasor measurements (IEEE C37.118.2): the sync word and a length within the payload, on its own ports. */
final class Synchrophasor implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Synchrophasor";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(4712, 4713);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 14)
                && payload.u8(0) == 0xaa
                && payload.u8(1) < 0x60
                && (payload.u8(1) & 0xf) >= 1
                && (payload.u8(1) & 0xf) <= 2
                && payload.u16(2) >= 16
                && payload.u16(2) <= payload.length();
    }
}

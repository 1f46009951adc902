package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** IEC 60870-5-104: the start of a frame and a possible length, on its own port. */
final class Iec104 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IEC-104";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(2404);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 6) && payload.u8(0) == 0x68 && payload.u8(1) >= 4 && payload.u8(1) <= 253;
    }
}

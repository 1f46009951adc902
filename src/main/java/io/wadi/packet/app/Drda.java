package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DRDA of Db2 and Derby (The Open Group, C114): a DSS header, and an object of matching length. */
final class Drda implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "DRDA";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(446, 50000).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 10)
                && payload.u8(2) == 0xd0
                && (payload.u8(3) & 0xf) >= 1
                && (payload.u8(3) & 0xf) <= 5
                && payload.u16(6) == payload.u16(0) - 6;
    }
}

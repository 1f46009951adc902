package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** HART-IP (FieldComm Group): version 1, a message type and the exact length, on its own ports. */
final class HartIp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "HART-IP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(5094, 5095);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8)
                && payload.u8(0) == 1
                && payload.u8(1) <= 2
                && payload.u8(2) <= 4
                && payload.u16(6) == payload.length();
    }
}

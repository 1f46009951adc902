package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Apple Filing Protocol over DSI (Apple's AFP Programming Guide): the DSI header on its own port. */
final class Afp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "AFP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(548);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 16)
                && payload.u8(0) <= 1
                && payload.u8(1) >= 1
                && payload.u8(1) <= 8
                && payload.i32(12) == 0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** HiSLIP of test instruments (IVI-6.1): the prologue and a message type, on its own port. */
final class Hislip implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "HiSLIP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(4880);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "HS") && payload.has(0, 16) && payload.u8(2) <= 30 && payload.i32(8) == 0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Gearman (its protocol description): the magic bytes of binary packets, and a known type. */
final class Gearman implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Gearman";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12)
                && payload.u8(0) == 0
                && (payload.startsWith(1, "REQ") || payload.startsWith(1, "RES"))
                && payload.i32(4) <= 42;
    }
}

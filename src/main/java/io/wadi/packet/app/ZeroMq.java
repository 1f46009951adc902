package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** ZeroMQ's ZMTP (23/ZMTP): the signature of its greeting. */
final class ZeroMq implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "ZeroMQ";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 10)
                && payload.u8(0) == 0xff
                && payload.u8(9) == 0x7f
                && payload.u24(1) == 0
                && payload.i32(4) == 0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Push service of Xiaomi (proprietary): the magic bytes of a frame. */
final class XiaomiPush implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Xiaomi";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0xc2);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12) && payload.i32(0) == 0xc2fe0005;
    }
}

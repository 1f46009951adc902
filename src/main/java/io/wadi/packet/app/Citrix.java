package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Citrix ICA (proprietary): the signature that starts a connection. */
final class Citrix implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Citrix";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x7f);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 6) && payload.i32(0) == 0x7f7f4943 && payload.u16(4) == 0x4100;
    }
}

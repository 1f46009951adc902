package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Avast's reputation service (proprietary): its signature. */
final class Avast implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Avast";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("N");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "NOSA") && payload.has(4, 4) && payload.u8(4) == 0;
    }
}

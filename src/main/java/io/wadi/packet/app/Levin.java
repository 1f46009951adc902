package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Levin of Monero and other CryptoNote currencies (Monero's LEVIN_PROTOCOL.md): the signature. */
final class Levin implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Levin";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x01);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8) && payload.i64(0) == 0x0121010101010101L;
    }
}

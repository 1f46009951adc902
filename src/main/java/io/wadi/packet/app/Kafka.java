package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Kafka (its protocol guide): a request with the exact size and a possible API key and version, on its own port. */
final class Kafka implements ApplicationDecoder {

    private static final int LAST_API = 92;
    private static final int LAST_VERSION = 20;

    @Override
    public String protocol() {
        return "Kafka";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(9092);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 14)
                && payload.i32(0) == payload.length() - 4
                && payload.u16(4) <= LAST_API
                && payload.u16(6) <= LAST_VERSION;
    }
}

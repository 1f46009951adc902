package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Beckhoff's ADS over AMS/TCP: a reserved zero and a length that fits. */
final class Ads implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "ADS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(48898);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 38)
                && payload.u16(0) == 0
                && payload.i32le(2) >= 32
                && payload.i32le(2) <= payload.length() - 6;
    }
}

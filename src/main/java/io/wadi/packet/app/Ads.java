package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** ADS over AMS/TCP (Beckhoff Information System): a reserved zero and a length within the payload. */
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

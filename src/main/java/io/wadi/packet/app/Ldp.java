package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Label Distribution Protocol (RFC 5036): version 1 and a length within the payload, on its own port. */
final class Ldp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "LDP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(646);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 14)
                && payload.u16(0) == 1
                && payload.u16(2) >= 14
                && payload.u16(2) <= payload.length() - 4;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RIP 1 and 2 (RFC 1058, RFC 2453): command, version and a whole number of entries, on its own port. */
final class Rip implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RIP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(520);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 24)
                && payload.u8(0) >= 1
                && payload.u8(0) <= 10
                && payload.u8(1) >= 1
                && payload.u8(1) <= 2
                && (payload.length() - 4) % 20 == 0;
    }
}

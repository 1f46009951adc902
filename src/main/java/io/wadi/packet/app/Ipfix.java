package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** IPFIX (RFC 7011): a message with the exact length and a first set of valid length. */
final class Ipfix implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IPFIX";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(4739).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 20)
                && payload.u16(0) == 10
                && payload.u16(2) == payload.length()
                && (payload.u16(16) == 2 || payload.u16(16) == 3 || payload.u16(16) >= 256)
                && payload.u16(18) >= 4
                && payload.u16(18) <= payload.length() - 16;
    }
}

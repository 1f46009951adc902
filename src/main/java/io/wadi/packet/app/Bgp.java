package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BGP-4 (RFC 4271): the marker and type of a message. */
final class Bgp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BGP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(179).starting(0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 19)
                && payload.i64(0) == -1
                && payload.i64(8) == -1
                && payload.u16(16) >= 19
                && payload.u8(18) >= 1
                && payload.u8(18) <= 5;
    }
}

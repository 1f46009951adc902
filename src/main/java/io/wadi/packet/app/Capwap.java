package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CAPWAP control and data (RFC 5415): the preamble and the header length, on its own ports. */
final class Capwap implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "CAPWAP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(5246, 5247);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.u8(0) > 1) {
            return false;
        }
        return payload.u8(0) == 1 ? payload.u24(1) == 0 : payload.u8(1) >> 3 >= 2 && payload.u8(1) >> 3 <= 16;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CoAP (RFC 7252): version 1, a token of at most 8 bytes and a known code class, on its own port. */
final class Coap implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "CoAP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(5683);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 4) || payload.u8(0) >> 6 != 1 || (payload.u8(0) & 0xf) > 8) {
            return false;
        }
        int kind = payload.u8(1) >> 5;
        return kind == 0 && (payload.u8(1) & 0x1f) <= 7 || kind == 2 || kind == 4 || kind == 5;
    }
}

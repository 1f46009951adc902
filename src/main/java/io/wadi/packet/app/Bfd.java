package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Bidirectional Forwarding Detection (RFC 5880): version 1 and a length within the payload, on its own ports. */
final class Bfd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BFD";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3784, 3785, 4784);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 24)
                && payload.u8(0) >> 5 == 1
                && payload.u8(3) >= 24
                && payload.u8(3) <= payload.length();
    }
}

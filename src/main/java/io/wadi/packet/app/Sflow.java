package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** sFlow version 5 (sflow.org): the start of a datagram, on its own port. */
final class Sflow implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "sFlow";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(6343);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 28) && payload.i32(0) == 5 && (payload.i32(4) == 1 || payload.i32(4) == 2);
    }
}

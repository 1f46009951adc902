package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Mumble's ping (its protocol documentation): a request of 12 bytes or a response of 24, on its own port. */
final class Mumble implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Mumble";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(64738);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.length() == 12 && payload.i32(0) == 0 || payload.length() == 24 && payload.u16(0) == 1;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Gateway Load Balancing Protocol of Cisco (proprietary): the version, on its own port. */
final class Glbp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GLBP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3222);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12) && payload.u8(0) == 1 && payload.u8(1) == 0;
    }
}

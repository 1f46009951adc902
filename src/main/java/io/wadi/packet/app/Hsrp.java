package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Hot Standby Router Protocol, version 1 (RFC 2281) and Cisco's version 2: the header, on its own ports. */
final class Hsrp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "HSRP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(1985, 2029);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        boolean first = payload.has(0, 20) && payload.u8(0) == 0 && payload.u8(1) <= 3 && payload.u8(2) <= 16;
        return first || payload.has(0, 42) && payload.u8(0) == 1 && payload.u8(1) == 40 && payload.u8(2) == 2;
    }
}

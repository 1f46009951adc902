package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Device discovery of Ubiquiti (proprietary): version 1 or 2 and the exact length, on its own port. */
final class UbiquitiDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Ubiquiti";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(10001);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 4) && payload.u8(0) >= 1 && payload.u8(0) <= 2 && payload.u16(2) == payload.length() - 4;
    }
}

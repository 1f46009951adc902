package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BACnet/IP (ASHRAE 135 annex J): the BACnet virtual link header. */
final class Bacnet implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BACnet";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(47808).starting(0x81);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 4)
                && payload.u8(0) == 0x81
                && payload.u8(1) <= 0x0c
                && payload.u16(2) == payload.length();
    }
}

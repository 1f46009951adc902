package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Teredo (RFC 4380): an IPv6 packet, or an origin or authentication indication before it, on its own port. */
final class Teredo implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Teredo";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3544);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 40) && (payload.u8(0) >> 4 == 6 || payload.u16(0) == 0 || payload.u16(0) == 1);
    }
}

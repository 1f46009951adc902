package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** ESP in UDP, and the NAT keep-alive packet (RFC 3948), on its own port. */
final class EspInUdp implements ApplicationDecoder {

    private static final long LAST_RESERVED = 255;

    @Override
    public String protocol() {
        return "ESP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(4500);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.length() == 1 && payload.u8(0) == 0xff || payload.has(0, 24) && (payload.u32(0) > LAST_RESERVED);
    }
}

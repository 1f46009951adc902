package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RADIUS (RFC 2865, RFC 2866, RFC 5176): a known code and a length within the payload, on its own ports. */
final class Radius implements ApplicationDecoder {

    private static final int HEADER = 20;

    @Override
    public String protocol() {
        return "RADIUS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(1812, 1813, 1645, 1646, 3799);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int code = payload.u8(0);
        return payload.has(0, HEADER)
                && (code >= 1 && code <= 5 || code >= 11 && code <= 13 || code >= 40 && code <= 45)
                && payload.u16(2) >= HEADER
                && payload.u16(2) <= payload.length();
    }
}

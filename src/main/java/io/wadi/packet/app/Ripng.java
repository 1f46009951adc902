package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RIPng (RFC 2080): command, version and a whole number of entries, on its own port. */
final class Ripng implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RIPng";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(521);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 24)
                && (payload.u8(0) == 1 || payload.u8(0) == 2)
                && payload.u8(1) == 1
                && payload.u16(2) == 0
                && (payload.length() - 4) % 20 == 0;
    }
}

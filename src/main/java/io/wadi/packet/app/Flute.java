package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** FLUTE over ALC/LCT (RFC 6726): a packet with the file delivery table. */
final class Flute implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "FLUTE";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0x10);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 12) || payload.u8(0) >> 4 != 1) {
            return false;
        }
        int header = 4 * payload.u8(2);
        return header >= 12 && payload.startsWith(header + 4, "<?xml");
    }
}

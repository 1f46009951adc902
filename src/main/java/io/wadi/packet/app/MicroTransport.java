package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BitTorrent's uTP (BEP 29): the first packet of a connection, or a packet with the peers' handshake. */
final class MicroTransport implements ApplicationDecoder {

    private static final int HEADER = 20;
    private static final int SYN = 0x41;
    private static final int DATA = 0x01;

    @Override
    public String protocol() {
        return "uTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0x41, 0x01);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, HEADER) || payload.u8(1) > 3) {
            return false;
        }
        boolean opens = payload.u8(0) == SYN
                && payload.length() <= HEADER + 10
                && payload.i32(8) == 0
                && payload.u16(18) == 0
                && payload.i32(12) != 0;
        return opens || payload.u8(0) == DATA && payload.startsWith(HEADER, "\u0013BitTorrent protocol");
    }
}

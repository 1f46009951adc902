package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** MPEG transport streams (ISO 13818-1): at least two packets of 188 bytes, in a datagram without RTP. */
final class MpegTs implements ApplicationDecoder {

    private static final int PACKET = 188;
    private static final int SYNC = 0x47;

    @Override
    public String protocol() {
        return "MPEG-TS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("G");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.length() >= 2 * PACKET
                && payload.length() % PACKET == 0
                && payload.u8(0) == SYNC
                && payload.u8(PACKET) == SYNC
                && payload.u8(payload.length() - PACKET) == SYNC;
    }
}

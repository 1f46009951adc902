package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * QUIC's short header (RFC 9000 section 17.3), which has only one fixed bit. It is accepted only on UDP port 443, and
 * after all other decoders.
 */
final class QuicShortHeader implements ApplicationDecoder {

    private static final int SMALLEST_PACKET = 21;

    @Override
    public String protocol() {
        return "QUIC";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.last(() -> registry.udp(this).startingFrom(0x40, 0x7f));
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return context.is(ApplicationContext.UDP, 443)
                && (payload.u8(0) & 0xc0) == 0x40
                && payload.length() >= SMALLEST_PACKET;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** NTP 1 to 4 (RFC 5905), its control messages (RFC 9327) and ntpd's private ones: version, mode and length. */
final class Ntp implements ApplicationDecoder {

    private static final int CONTROL = 6;
    private static final int PACKET = 48;
    private static final int CONTROL_HEADER = 12;
    private static final int PRIVATE_HEADER = 8;

    @Override
    public String protocol() {
        return "NTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(123);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int version = payload.u8(0) >> 3 & 7;
        int mode = payload.u8(0) & 7;
        if (version < 1 || version > 4 || mode == 0) {
            return false;
        }
        return payload.length() >= (mode < CONTROL ? PACKET : mode == CONTROL ? CONTROL_HEADER : PRIVATE_HEADER);
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Roughtime (draft-ietf-ntp-roughtime, and Google's original): its frame, or 2 to 16 tags of which NONC or SIG is
 * first.
 */
final class Roughtime implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Roughtime";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2002).starting("R");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "ROUGHTIM")) {
            return true;
        }
        if (!payload.has(0, 8)) {
            return false;
        }
        int tags = payload.i32le(0);
        int names = 4 * tags;
        return tags >= 2
                && tags <= 16
                && payload.has(names, 4)
                && (payload.startsWith(names, "NONC") || payload.startsWith(names, "SIG\u0000"));
    }
}

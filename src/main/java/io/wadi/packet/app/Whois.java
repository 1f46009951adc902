package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Whois (RFC 3912): a request of one short line, on its own port. */
final class Whois implements ApplicationDecoder {

    private static final int LONGEST = 256;

    @Override
    public String protocol() {
        return "Whois";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(43);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return context.dstPort() == 43
                && payload.length() <= LONGEST
                && Text.lineEnd(payload, 0) == payload.length() - 2
                && Text.isPrintable(payload, 0, payload.length() - 2);
    }
}

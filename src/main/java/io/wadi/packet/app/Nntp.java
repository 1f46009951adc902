package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** NNTP (RFC 3977): a greeting that names it. */
final class Nntp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "NNTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("2");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return (payload.startsWith(0, "200 ") || payload.startsWith(0, "201 "))
                && Text.contains(payload, 4, Text.lineEnd(payload, 0), "NNTP");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** POP3 (RFC 1939): a greeting that names it. */
final class Pop3 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "POP3";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("+");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "+OK ") && Text.contains(payload, 4, Text.lineEnd(payload, 0), "POP3");
    }
}

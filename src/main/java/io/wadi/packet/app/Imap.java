package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** IMAP (RFC 9051): a greeting or an untagged response that names it. */
final class Imap implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IMAP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("*");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return (payload.startsWith(0, "* OK ")
                        || payload.startsWith(0, "* PREAUTH ")
                        || payload.startsWith(0, "* CAPABILITY "))
                && Text.contains(payload, 2, Text.lineEnd(payload, 0), "IMAP4");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Financial Information eXchange (FIX Trading Community, tag=value encoding): the first two fields of a message. */
final class Fix implements ApplicationDecoder {

    private static final int LONGEST_VERSION = 16;

    @Override
    public String protocol() {
        return "FIX";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("8");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "8=") && Text.contains(payload, 3, LONGEST_VERSION, "\u00019=");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Kismet's client protocol (defined by its source code): the server's greeting. */
final class Kismet implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Kismet";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("*");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "*KISMET: ");
    }
}

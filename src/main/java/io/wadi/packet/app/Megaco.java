package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Megaco, H.248 (RFC 3525): the first line of its text form. */
final class Megaco implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Megaco";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting("!M");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "!/1 ")
                || payload.startsWith(0, "!/2 ")
                || payload.startsWith(0, "!/3 ")
                || payload.startsWith(0, "MEGACO/");
    }
}

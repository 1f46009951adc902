package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Fox of Niagara (proprietary): the greeting of both ends. */
final class Fox implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Fox";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("f");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "fox a ");
    }
}

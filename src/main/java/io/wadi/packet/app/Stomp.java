package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** STOMP 1.0 to 1.2 (stomp.github.io): the frames that open a connection. */
final class Stomp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "STOMP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("SC");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "STOMP\n")
                || payload.startsWith(0, "CONNECTED\n")
                || payload.startsWith(0, "CONNECT\n");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Munin (its protocol description): the greeting of a node. */
final class Munin implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Munin";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("#");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "# munin node");
    }
}

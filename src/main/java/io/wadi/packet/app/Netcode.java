package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** netcode.io, the connections of Yojimbo games (its STANDARD.md): a connection request. */
final class Netcode implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "netcode";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(1, "NETCODE 1.0");
    }
}

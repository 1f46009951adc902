package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DNSCrypt version 2: the magic of a resolver's answer. */
final class DnsCrypt implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "DNSCrypt";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("r");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "r6fnvWj8");
    }
}

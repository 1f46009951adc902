package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DNSCrypt version 2 (draft-denis-dprive-dnscrypt): the magic text of a resolver's response. */
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

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Zug, the consensus protocol of the Casper blockchain (defined by its source code): the signature of a datagram. */
final class Zug implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "ZUG";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(1, "zUG") && payload.u8(0) == 0;
    }
}

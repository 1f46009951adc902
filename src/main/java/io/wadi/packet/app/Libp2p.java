package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** libp2p's multistream-select 1.0 (libp2p specifications): the first line. */
final class Libp2p implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "libp2p";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x13);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(1, "/multistream/1.0.0\n");
    }
}

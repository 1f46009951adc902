package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Ceph's messenger, versions 1 and 2 (Ceph developer documentation): the banner. */
final class Ceph implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Ceph";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("c");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "ceph v");
    }
}

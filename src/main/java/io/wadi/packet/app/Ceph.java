package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Ceph's messenger, versions 1 and 2: its banner. */
public final class Ceph implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Ceph";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "ceph v");
    }
}

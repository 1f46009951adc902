package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Kismet's client protocol: the server's greeting. */
public final class Kismet implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Kismet";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "*KISMET: ");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Casper's consensus datagrams: their signature. */
public final class Zug implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "ZUG";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(1, "zUG") && payload.u8(0) == 0;
    }
}

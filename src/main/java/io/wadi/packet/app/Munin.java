package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Munin: the greeting of a node. */
public final class Munin implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Munin";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "# munin node");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CORBA's GIOP, its compressed form ZIOP and its multicast form MIOP (OMG). */
public final class Corba implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GIOP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "GIOP") && payload.has(4, 2) && payload.u8(4) == 1
                || payload.startsWith(0, "ZIOP")
                || payload.startsWith(0, "MIOP");
    }
}

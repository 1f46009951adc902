package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Avast's reputation service: its signature. */
public final class Avast implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Avast";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "NOSA") && payload.has(4, 4) && payload.u8(4) == 0;
    }
}

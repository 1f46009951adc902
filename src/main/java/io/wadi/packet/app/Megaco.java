package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Megaco, H.248 (RFC 3525), in its text form. */
public final class Megaco implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Megaco";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "!/1 ")
                || payload.startsWith(0, "!/2 ")
                || payload.startsWith(0, "!/3 ")
                || payload.startsWith(0, "MEGACO/");
    }
}

package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Niagara's Fox: the greeting of both ends. */
public final class Fox implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Fox";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "fox a ");
    }
}

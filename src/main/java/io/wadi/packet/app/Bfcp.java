package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Binary Floor Control Protocol (RFC 8855): a version, a primitive and a length that fits exactly. */
public final class Bfcp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BFCP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
return payload.has(0, 12) && (payload.u8(0) == 0x20 || payload.u8(0) == 0x40) && payload.u8(1) >= 1 && payload.u8(1) <= 18 && payload.u16(2) * 4 + 12 == payload.length();
    }
}

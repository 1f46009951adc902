package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** DNP3 (IEEE 1815): the start of its link frame. */
public final class Dnp3 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "DNP3";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 10) && payload.u16(0) == 0x0564 && payload.u8(2) >= 5;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** GE's Ethernet Global Data: its PDU type and version. */
public final class Egd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "EGD";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 32) && payload.u16(0) == 0x0d01;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Ethernet Global Data of GE (proprietary): PDU type and version, on its own port. */
final class Egd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "EGD";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(18246);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 32) && payload.u16(0) == 0x0d01;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** KNXnet/IP (ISO 22510): the header and the exact length. */
final class KnxNetIp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "KNXnet-IP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(3671).starting(6);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 6) && payload.u16(0) == 0x0610 && payload.u16(4) == payload.length();
    }
}

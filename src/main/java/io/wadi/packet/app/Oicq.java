package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** OICQ of Tencent (proprietary): a datagram with its start and end bytes, on its own port. */
final class Oicq implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "OICQ";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(8000);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 12) && payload.u8(0) == 2 && payload.u8(payload.length() - 1) == 3;
    }
}

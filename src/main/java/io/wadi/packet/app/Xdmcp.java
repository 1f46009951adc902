package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** X Display Manager Control Protocol, version 1 (X.Org): a known operation and the exact length, on its own port. */
final class Xdmcp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "XDMCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(177);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 6)
                && payload.u16(0) == 1
                && payload.u16(2) >= 1
                && payload.u16(2) <= 15
                && payload.u16(4) == payload.length() - 6;
    }
}

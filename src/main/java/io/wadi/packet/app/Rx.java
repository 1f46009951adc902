package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Rx, the remote procedure calls of AFS (AFS-3 Rx specification): packet type and flags, on its own ports. */
final class Rx implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RX";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(7000, 7001, 7002, 7003, 7004, 7005, 7006, 7007, 7008, 7009, 7021, 7025);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 28) && payload.u8(20) >= 1 && payload.u8(20) <= 13 && payload.u8(21) < 0x40;
    }
}

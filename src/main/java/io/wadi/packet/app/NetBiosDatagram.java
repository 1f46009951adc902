package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** NetBIOS datagram service (RFC 1002 section 4.4): message type and flags, on its own port. */
final class NetBiosDatagram implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "NBDGM";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(138);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 10) && payload.u8(0) >= 0x10 && payload.u8(0) <= 0x16 && payload.u8(1) <= 0x0f;
    }
}

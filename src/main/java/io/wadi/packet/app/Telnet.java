package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Telnet (RFC 854): the negotiation of options, on its own port. */
final class Telnet implements ApplicationDecoder {

    private static final int IAC = 255;
    private static final int SUBNEGOTIATION = 250;

    @Override
    public String protocol() {
        return "Telnet";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(23);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 3)
                && payload.u8(0) == IAC
                && payload.u8(1) >= SUBNEGOTIATION
                && payload.u8(1) < IAC
                && payload.u8(2) < 0x80;
    }
}

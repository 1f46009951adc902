package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Apache JServ Protocol 1.3 (Tomcat's AJPv13 reference): the packet header and a valid length, on its own port. */
final class Ajp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "AJP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(8009);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 5)
                && (payload.u16(0) == 0x1234 || payload.u16(0) == 0x4142)
                && payload.u16(2) <= 8192
                && payload.length() <= payload.u16(2) + 4;
    }
}

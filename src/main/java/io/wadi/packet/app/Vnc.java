package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Remote Framebuffer (RFC 6143 section 7.1.1): the version that both ends send first. */
final class Vnc implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "VNC";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("R");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "RFB 00") && payload.has(0, 12) && payload.u8(11) == '\n';
    }
}

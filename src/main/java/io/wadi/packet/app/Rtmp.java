package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RTMP (Adobe's specification 1.0): the first chunk of the handshake, on its own port. */
final class Rtmp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RTMP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1935);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.u8(0) == 3 && payload.has(0, 9);
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SSH (RFC 4253 section 4.2): the version that both ends send first. */
final class Ssh implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SSH";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("S");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "SSH-");
    }
}

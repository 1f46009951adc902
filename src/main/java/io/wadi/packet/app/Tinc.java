package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** tinc's meta protocol, version 17 (tinc's manual): the identification that both ends send first. */
final class Tinc implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "tinc";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("0");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.startsWith(0, "0 ")) {
            return false;
        }
        int blank = payload.indexOf(' ', 2);
        return blank > 2
                && payload.startsWith(blank, " 17")
                && payload.has(blank + 3, 1)
                && (payload.u8(blank + 3) == '\n' || payload.u8(blank + 3) == '.');
    }
}

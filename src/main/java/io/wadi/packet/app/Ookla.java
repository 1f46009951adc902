package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Ookla's speed test (proprietary): the greetings of client and server. */
final class Ookla implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Ookla";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("H");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "HI ") && payload.length() == 40 && payload.u8(39) == '\n'
                || payload.startsWith(0, "HELLO 2.") && Text.contains(payload, 8, 24, " (");
    }
}

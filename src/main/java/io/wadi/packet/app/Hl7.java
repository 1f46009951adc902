package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** HL7 version 2 in the minimal lower layer protocol (MLLP): the start of a message. */
final class Hl7 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "HL7";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x0b);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "\u000bMSH|");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** AMQP 0-9-1 and 1.0 (OASIS): the protocol header that opens a connection. */
final class Amqp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "AMQP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("A");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "AMQP") && payload.has(4, 4) && payload.u8(4) <= 3;
    }
}

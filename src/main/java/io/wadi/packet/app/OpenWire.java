package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** OpenWire (ActiveMQ): the wire format information that both ends send first. */
final class OpenWire implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "OpenWire";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(5, "ActiveMQ");
    }
}

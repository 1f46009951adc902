package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Elasticsearch's transport protocol between nodes (class TcpHeader of its source): the marker and a valid length. */
final class Elasticsearch implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Elasticsearch";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("E");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "ES")
                && payload.has(2, 4)
                && payload.i32(2) > 0
                && payload.u8(2) < 0x10
                && payload.length() - 6 <= payload.i32(2);
    }
}

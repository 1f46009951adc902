package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Cassandra's CQL binary protocol 3 to 5 (native_protocol_v*.spec): the frame header on its own port. */
final class Cassandra implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Cassandra";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(9042);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 9)
                && (payload.u8(0) & 0x7f) >= 3
                && (payload.u8(0) & 0x7f) <= 5
                && payload.u8(1) <= 0x1f
                && payload.u8(4) <= 0x10
                && payload.i32(5) >= 0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DNP3 (IEEE 1815): the start of the link frame; on other ports also the checksum. */
final class Dnp3 implements ApplicationDecoder {

    private static final int START = 0x0564;
    private static final int HEADER = 8;
    private static final int SHORTEST = 5;
    private static final int POLYNOMIAL = 0xa6bc;

    @Override
    public String protocol() {
        return "DNP3";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(20000).starting(5);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, HEADER + 2)
                && payload.u16(0) == START
                && payload.u8(2) >= SHORTEST
                && (context.srcPort() == 20000 || context.dstPort() == 20000 || hasChecksum(payload));
    }

    private static boolean hasChecksum(Bytes payload) {
        int remainder = 0;
        for (int i = 0; i < HEADER; i++) {
            remainder ^= payload.u8(i);
            for (int bit = 0; bit < 8; bit++) {
                remainder = remainder >>> 1 ^ ((remainder & 1) == 0 ? 0 : POLYNOMIAL);
            }
        }
        return (~remainder & 0xffff) == payload.u16le(HEADER);
    }
}

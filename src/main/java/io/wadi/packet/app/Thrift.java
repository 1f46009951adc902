package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Apache Thrift's strict binary and compact protocols (Thrift's specifications): a message with a method name. */
final class Thrift implements ApplicationDecoder {

    private static final int BINARY = 0x800100;
    private static final int COMPACT = 0x82;
    private static final int SHORTEST_NAME = 4;
    private static final int LONGEST_NAME = 96;

    @Override
    public String protocol() {
        return "Thrift";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting(0x80, 0x82);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8)) {
            return false;
        }
        if (payload.u24(0) == BINARY) {
            return isName(payload, 8, payload.i32(4));
        }
        boolean compact = payload.u8(0) == COMPACT
                && (payload.u8(1) & 0x1f) == 1
                && payload.u8(1) >> 5 >= 1
                && payload.u8(1) >> 5 <= 4;
        int sequence = compact ? afterVarint(payload, 2) : -1;
        return sequence > 0 && payload.has(sequence, 1) && isName(payload, sequence + 1, payload.u8(sequence));
    }

    private static boolean isName(Bytes payload, int at, int length) {
        return length >= SHORTEST_NAME && length <= LONGEST_NAME && Text.isPrintable(payload, at, length);
    }

    private static int afterVarint(Bytes payload, int from) {
        for (int at = from; at < from + 5 && payload.has(at, 1); at++) {
            if (payload.u8(at) < 0x80) {
                return at + 1;
            }
        }
        return -1;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * MongoDB's wire protocol (MongoDB manual): a message header with a possible length and operation code, on its own
 * ports.
 */
final class Mongo implements ApplicationDecoder {

    private static final int HEADER = 16;
    private static final int LONGEST = 48_000_000;

    @Override
    public String protocol() {
        return "MongoDB";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(27017, 27018, 27019);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, HEADER)
                && payload.i32le(0) >= HEADER
                && payload.i32le(0) <= LONGEST
                && isOperation(payload.i32le(12));
    }

    private static boolean isOperation(int code) {
        return code == 1 || code >= 2001 && code <= 2007 || code >= 2010 && code <= 2013;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Memcached (its protocol.txt and binary protocol): words and operation codes on its own port, over UDP after a header.
 */
final class Memcached implements ApplicationDecoder {

    private static final int FRAME_HEADER = 8;
    private static final String[] WORDS = {
        "get ",
        "gets ",
        "set ",
        "add ",
        "cas ",
        "incr ",
        "decr ",
        "delete ",
        "touch ",
        "stats",
        "version",
        "STAT ",
        "VALUE ",
        "STORED",
        "END\r\n",
        "VERSION ",
        "ERROR\r\n",
        "OK\r\n"
    };

    @Override
    public String protocol() {
        return "Memcached";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(11211);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.transport() == ApplicationContext.UDP ? FRAME_HEADER : 0;
        if (!payload.has(at, 5)) {
            return false;
        }
        int first = payload.u8(at);
        return (first == 0x80 || first == 0x81) && payload.u8(at + 1) <= 0x48 || Text.startsWithAny(payload, at, WORDS);
    }
}

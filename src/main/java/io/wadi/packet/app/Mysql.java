package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** MySQL and MariaDB (HandshakeV10 of the client/server protocol): the server's greeting. */
final class Mysql implements ApplicationDecoder {

    private static final int HEADER = 4;

    @Override
    public String protocol() {
        return "MySQL";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(3306).startingFrom(0x20, 0x7f);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8)
                && payload.u8(3) == 0
                && payload.u8(4) == 10
                && Text.isDigits(payload, 5, 1)
                && isVersion(payload);
    }

    /** The version is dotted text that ends with a zero byte within the packet's length. */
    private static boolean isVersion(Bytes payload) {
        int end = payload.indexOf(0, 5);
        int length = payload.u16le(0) | payload.u8(2) << 16;
        return end > 7
                && Text.isPrintable(payload, 5, end - 5)
                && Text.contains(payload, 6, end, ".")
                && length + HEADER >= end;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The X Window System (X.Org, X Window System Protocol): a client's connection setup. */
final class X11 implements ApplicationDecoder {

    private static final int VERSION = 11;

    @Override
    public String protocol() {
        return "X11";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(6000, 6001, 6002, 6003).starting("Bl");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int order = payload.u8(0);
        return payload.has(0, 12)
                && (order == 'B' ? payload.u16(2) == VERSION : order == 'l' && payload.u16le(2) == VERSION)
                && payload.u8(1) == 0;
    }
}

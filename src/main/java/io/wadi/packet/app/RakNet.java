package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RakNet, the transport of many games (its source code): the magic bytes of packets outside of a connection. */
final class RakNet implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RakNet";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(1, 2, 5, 6, 7, 8, 0x1c, 0x78, 0x7b, 0x7d, 0x7e);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 17) && (isMagic(payload, 1) || isMagic(payload, 9) || isMagic(payload, 17));
    }

    private static boolean isMagic(Bytes payload, int at) {
        return payload.has(at, 16)
                && payload.i64(at) == 0x00ffff00fefefefeL
                && payload.i64(at + 8) == 0xfdfdfdfd12345678L;
    }
}

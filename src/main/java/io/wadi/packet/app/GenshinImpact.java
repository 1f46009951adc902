package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The datagrams of Genshin Impact (proprietary): the two magic numbers of the handshake. */
final class GenshinImpact implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "KCP-Hoyo";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.length() == 20
                && (payload.i32(0) == 0xff && payload.i32(16) == -1
                        || payload.i32(0) == 0x145 && payload.i32(16) == 0x14514545);
    }
}

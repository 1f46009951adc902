package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BitTorrent's peer protocol (BEP 3): the handshake. */
final class BitTorrent implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BitTorrent";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x13);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "\u0013BitTorrent protocol");
    }
}

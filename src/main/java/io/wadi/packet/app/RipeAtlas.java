package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Datagrams of Internet measurements (RIPE Atlas): their first bytes MGLNDD. */
final class RipeAtlas implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RIPE-Atlas";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("M");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "MGLNDD_");
    }
}

package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** ISO transport over TCP (RFC 1006, RFC 905), where nothing inside is known. */
public final class Cotp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "COTP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 7) && Tpkt.isFrame(payload) && (Tpkt.type(payload) >> 4) >= 0x8;
    }
}

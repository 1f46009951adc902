package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** BitTorrent's local service discovery (BEP 14). */
public final class BitTorrentLsd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BT-LSD";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "BT-SEARCH * HTTP/1.1");
    }
}

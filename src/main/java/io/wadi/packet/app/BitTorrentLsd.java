package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BitTorrent's local service discovery (BEP 14): the request line. */
final class BitTorrentLsd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "BT-LSD";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("B");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "BT-SEARCH * HTTP/1.1");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** BitTorrent's distributed hash table (BEP 5): a query, reply or error. */
final class BitTorrentDht implements ApplicationDecoder {

    private static final int REACH = 64;

    @Override
    public String protocol() {
        return "BT-DHT";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("d");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "d1:ad2:id20:")
                || payload.startsWith(0, "d1:rd2:id20:")
                || payload.startsWith(0, "d1:el")
                || payload.startsWith(0, "d2:ip") && Text.contains(payload, 5, REACH, "d2:id20:");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Discovery of Spotify Connect (proprietary): the magic text. */
final class SpotifyDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Spotify";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("S");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "SpotUdp");
    }
}

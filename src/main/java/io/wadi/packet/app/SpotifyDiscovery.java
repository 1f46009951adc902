package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Spotify Connect's discovery datagram. */
public final class SpotifyDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Spotify";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "SpotUdp");
    }
}

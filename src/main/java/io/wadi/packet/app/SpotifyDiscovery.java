package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

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

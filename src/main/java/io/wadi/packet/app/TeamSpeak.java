package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** TeamSpeak 3 (proprietary): the datagram that opens a connection, and the greeting of the query port. */
final class TeamSpeak implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "TeamSpeak";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting("T");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "TS3INIT1") || payload.startsWith(0, "TS3\n\r");
    }
}

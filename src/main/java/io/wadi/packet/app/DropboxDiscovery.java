package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Dropbox's LAN sync discovery (proprietary): a JSON object with its host number, on its own port. */
final class DropboxDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "DB-LSP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(17500);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.u8(0) == '{' && Text.contains(payload, 1, payload.length(), "\"host_int\"");
    }
}

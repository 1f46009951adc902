package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Dropbox's LAN sync discovery. */
public final class DropboxDiscovery implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "DB-LSP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.u8(0) == '{' && Text.contains(payload, 1, payload.length(), "\"host_int\"");
    }
}

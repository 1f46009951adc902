package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The rsync daemon (defined by its source code): the greeting of both ends. */
final class Rsync implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "rsync";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("@");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "@RSYNCD:");
    }
}

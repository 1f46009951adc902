package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Git's own transport (gitprotocol-pack): the first request, after a length of four hexadecimal digits. */
final class Git implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Git";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("0");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(4, "git-upload-pack ")
                || payload.startsWith(4, "git-receive-pack ")
                || payload.startsWith(4, "git-upload-archive ");
    }
}

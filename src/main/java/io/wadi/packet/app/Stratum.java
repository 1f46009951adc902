package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Stratum and similar protocols of cryptocurrency miners (defined by mining pools): the method of a JSON-RPC request.
 */
final class Stratum implements ApplicationDecoder {

    private static final int REACH = 512;
    private static final String[] METHODS = {
        "\"mining.",
        "\"eth_submitLogin\"",
        "\"eth_getWork\"",
        "\"eth_submitWork\"",
        "\"eth_submitHashrate\"",
        "\"method\":\"login\",\"params\":{\"login\""
    };

    @Override
    public String protocol() {
        return "Stratum";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("{");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.u8(0) != '{') {
            return false;
        }
        for (int at = payload.indexOf('"', 1); at >= 0 && at < REACH; at = payload.indexOf('"', at + 1)) {
            if (Text.startsWithAny(payload, at, METHODS)) {
                return true;
            }
        }
        return false;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** The PROXY protocol, versions 1 and 2 (HAProxy's proxy-protocol.txt): its signature. */
final class ProxyProtocol implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PROXY";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("P\r");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "PROXY TCP") || payload.startsWith(0, "PROXY UNKNOWN")) {
            return true;
        }
        return payload.has(0, 16) && payload.i64(0) == 0x0d0a0d0a000d0a51L && payload.i32(8) == 0x5549540a;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** HTTP/2 (RFC 9113 section 3.4): the connection preface of a client without TLS. */
final class Http2 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "HTTP2";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("P");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "PRI * HTTP/2.0");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RTSP (RFC 2326, RFC 7826): a response, or a request line with the version. */
final class Rtsp implements ApplicationDecoder {

    private static final String[] VERSIONS = {" RTSP/1.0", " RTSP/2.0"};

    @Override
    public String protocol() {
        return "RTSP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(554, 8554).starting("RODSPTAG");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "RTSP/")) {
            return true;
        }
        if (payload.u8(0) > 'Z') {
            return false;
        }
        int end = Text.lineEnd(payload, 0);
        return payload.has(end, 1) && Text.startsWithAny(payload, end - VERSIONS[0].length(), VERSIONS);
    }
}

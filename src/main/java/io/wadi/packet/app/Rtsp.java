package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RTSP (RFC 2326, RFC 7826): a response, or a request line with the version. */
final class Rtsp implements ApplicationDecoder {

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
        int end = Text.lineEnd(payload, 0);
        return payload.u8(0) <= 'Z'
                && payload.has(end, 1)
                && (Text.contains(payload, 3, end, " RTSP/1.0") || Text.contains(payload, 3, end, " RTSP/2.0"));
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SIP (RFC 3261): a status line, or a request line with a SIP or telephone URI or the version. */
final class Sip implements ApplicationDecoder {

    private static final String[] METHODS = {
        "INVITE ",
        "ACK ",
        "BYE ",
        "CANCEL ",
        "REGISTER ",
        "OPTIONS ",
        "PRACK ",
        "SUBSCRIBE ",
        "NOTIFY ",
        "PUBLISH ",
        "INFO ",
        "REFER ",
        "MESSAGE ",
        "UPDATE "
    };

    @Override
    public String protocol() {
        return "SIP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting("SIABCROPNUM");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "SIP/2.0 ")) {
            return true;
        }
        for (String method : METHODS) {
            if (payload.startsWith(0, method)) {
                return isTarget(payload, method.length());
            }
        }
        return false;
    }

    private static boolean isTarget(Bytes payload, int at) {
        return payload.startsWith(at, "sip:")
                || payload.startsWith(at, "sips:")
                || payload.startsWith(at, "tel:")
                || Text.contains(payload, at, Text.lineEnd(payload, at), " SIP/2.0");
    }
}

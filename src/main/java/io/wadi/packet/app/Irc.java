package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** IRC (RFC 2812): a server's message with a prefix, or a client's registration. */
final class Irc implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "IRC";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(":UNP");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.u8(0) == ':') {
            int end = Text.lineEnd(payload, 0);
            return Text.contains(payload, 2, end, " NOTICE ")
                    || Text.contains(payload, 2, end, " PRIVMSG ")
                    || Text.contains(payload, 2, end, " 001 ");
        }
        return payload.startsWith(0, "USER ") && Text.contains(payload, 5, Text.lineEnd(payload, 0), " :")
                || payload.startsWith(0, "NOTICE AUTH :")
                || payload.startsWith(0, "PRIVMSG ");
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SMTP (RFC 5321): a greeting that names it, and the commands that open a mail. */
final class Smtp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SMTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("2eEhHmMrR");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "220")) {
            int end = Text.lineEnd(payload, 0);
            return Text.isReply(payload) && Text.contains(payload, 4, end, "SMTP");
        }
        return Text.startsWithIgnoringCase(payload, 0, "ehlo ")
                || Text.startsWithIgnoringCase(payload, 0, "helo ")
                || Text.startsWithIgnoringCase(payload, 0, "mail from:")
                || Text.startsWithIgnoringCase(payload, 0, "rcpt to:");
    }
}

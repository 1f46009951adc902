package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** XMPP (RFC 6120): the start of a stream; on its own ports also its stanzas. */
final class Xmpp implements ApplicationDecoder {

    private static final int REACH = 128;
    private static final String[] STANZAS = {
        "<message", "<iq", "<presence", "<stream:", "</stream:", "<auth", "<success"
    };

    @Override
    public String protocol() {
        return "XMPP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("<");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.u8(0) != '<') {
            return false;
        }
        if (payload.startsWith(0, "<stream:stream") || Text.contains(payload, 0, REACH, "<stream:stream")) {
            return true;
        }
        boolean onPort = context.is(ApplicationContext.TCP, 5222) || context.is(ApplicationContext.TCP, 5269);
        return onPort && Text.startsWithAny(payload, 0, STANZAS);
    }
}

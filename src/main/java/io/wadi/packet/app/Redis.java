package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Redis (RESP): a command as an array of bulk strings, and replies on its own port. */
final class Redis implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Redis";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(6379).starting("*");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int first = payload.u8(0);
        int end = Text.lineEnd(payload, 1);
        if (!payload.has(end, 2) || payload.u16(end) != 0x0d0a) {
            return false;
        }
        if (first == '*') {
            return end > 1 && Text.isDigits(payload, 1, end - 1) && payload.startsWith(end + 2, "$");
        }
        return context.is(ApplicationContext.TCP, 6379)
                && (first == '+' || first == '-' || first == ':' || first == '$');
    }
}

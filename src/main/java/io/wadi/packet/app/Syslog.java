package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Syslog (RFC 5424, RFC 3164): a priority on UDP port 514, elsewhere followed by a version or a time. */
final class Syslog implements ApplicationDecoder {

    private static final String[] MONTHS = {
        "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "
    };

    @Override
    public String protocol() {
        return "syslog";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(514, 601).starting("<");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int end = payload.indexOf('>', 1);
        if (payload.u8(0) != '<' || end < 2 || end > 4 || !Text.isDigits(payload, 1, end - 1)) {
            return false;
        }
        return context.is(ApplicationContext.UDP, 514)
                || payload.startsWith(end + 1, "1 ")
                || isMonth(payload, end + 1);
    }

    private static boolean isMonth(Bytes payload, int at) {
        return Text.startsWithAny(payload, at, MONTHS) && payload.has(at + 4, 2);
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** MGCP (RFC 3435): a command line with the version; on its own ports also a response. */
final class Mgcp implements ApplicationDecoder {

    private static final String[] VERBS = {
        "AUEP ", "AUCX ", "CRCX ", "DLCX ", "EPCF ", "MDCX ", "NTFY ", "RQNT ", "RSIP "
    };

    @Override
    public String protocol() {
        return "MGCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2427, 2727).starting("ACDEMNR");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return Text.startsWithAny(payload, 0, VERBS) && Text.contains(payload, 5, Text.lineEnd(payload, 0), " MGCP 1.0")
                || onOwnPort(context) && Text.isReply(payload);
    }

    private static boolean onOwnPort(ApplicationContext context) {
        return context.is(ApplicationContext.UDP, 2427) || context.is(ApplicationContext.UDP, 2727);
    }
}

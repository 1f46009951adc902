package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * DNS over UDP, and over TCP with a length prefix (RFC 1035 section 4.2.2). Reads the name in the question and the
 * addresses in the answers.
 */
final class Dns implements ApplicationDecoder {

    private static final int PORT = 53;

    @Override
    public String protocol() {
        return "DNS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(53);
        registry.last(() -> registry.udp(this).always());
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.transport() == ApplicationContext.TCP ? 2 : 0;
        boolean onPort = context.srcPort() == PORT || context.dstPort() == PORT;
        if (at > 0 && !hasLengthPrefix(payload)) {
            return false;
        }
        if (!(onPort ? DnsMessage.isMessage(payload, at) : DnsMessage.isCertain(payload, at))) {
            return false;
        }
        String question = DnsMessage.question(payload, at);
        context.name(question);
        DnsAnswers.toQuestion(payload, at, question, context);
        return true;
    }

    private static boolean hasLengthPrefix(Bytes payload) {
        return payload.has(0, 2) && payload.u16(0) >= DnsMessage.HEADER;
    }
}

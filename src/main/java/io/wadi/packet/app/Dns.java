package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * DNS over UDP, and over TCP ({@link DnsOverTcp}). Reads the name in the question and the addresses in the answers.
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
        if (context.transport() == ApplicationContext.TCP) {
            return DnsOverTcp.recognise(payload, context);
        }
        boolean onPort = context.srcPort() == PORT || context.dstPort() == PORT;
        if (!(onPort ? DnsMessage.isMessage(payload, 0) : DnsMessage.isCertain(payload, 0))) {
            return false;
        }
        String question = DnsMessage.question(payload, 0);
        context.name(question);
        DnsAnswers.toQuestion(payload, 0, question, context);
        return true;
    }
}

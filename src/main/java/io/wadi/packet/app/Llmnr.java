package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Link-local multicast name resolution (RFC 4795). Reads the name in the question and the addresses in the answers. */
final class Llmnr implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "LLMNR";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(5355);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (context.transport() == ApplicationContext.TCP) {
            return DnsOverTcp.recognise(payload, context);
        }
        if (!DnsMessage.isMessage(payload, 0)) {
            return false;
        }
        String question = DnsMessage.question(payload, 0);
        context.name(question);
        DnsAnswers.toQuestion(payload, 0, question, context);
        return true;
    }
}

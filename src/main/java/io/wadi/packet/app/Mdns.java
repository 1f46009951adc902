package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Multicast DNS (RFC 6762). Reads the name in the first question, and the addresses of hosts in the answers. */
final class Mdns implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "mDNS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(5353);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!DnsMessage.isMessage(payload, 0)) {
            return false;
        }
        context.name(DnsMessage.question(payload, 0));
        DnsAnswers.announced(payload, context);
        return true;
    }
}

package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** Link-local multicast name resolution (RFC 4795), with the question's name. */
public final class Llmnr implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "LLMNR";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!DnsMessage.isMessage(payload, 0)) {
            return false;
        }
        context.name(DnsMessage.question(payload, 0));
        return true;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Kerberos 5 (RFC 4120): the application tag of a message, over TCP after a length, on its own ports. */
final class Kerberos implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Kerberos";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(88, 464);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.transport() == ApplicationContext.TCP ? 4 : 0;
        if (!payload.has(at, 4)) {
            return false;
        }
        int tag = payload.u8(at);
        boolean known = tag >= 0x6a && tag <= 0x6f || tag >= 0x74 && tag <= 0x76 || tag == 0x7e;
        int content = Ber.content(payload, at);
        return known && content > 0 && payload.has(content, 1) && payload.u8(content) == Ber.SEQUENCE;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RDP (MS-RDPBCGR section 2.2.1): a connection request on any port, every TPKT packet on its own port. */
final class Rdp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RDP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(3389).starting(3);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!Tpkt.isFrame(payload) || !payload.has(0, 7)) {
            return false;
        }
        return context.is(ApplicationContext.TCP, 3389)
                || Tpkt.type(payload) == Tpkt.CONNECT
                        && (payload.startsWith(11, "Cookie: mstshash=")
                                || payload.length() == 19 && payload.u8(11) == 1 && payload.u16le(13) == 8);
    }
}

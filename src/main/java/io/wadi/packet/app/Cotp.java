package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * ISO transport over TCP (RFC 1006, RFC 905) with unknown content; a connection request or confirmation on any port.
 */
final class Cotp implements ApplicationDecoder {

    private static final int CONFIRM = 0xd0;

    @Override
    public String protocol() {
        return "COTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(102).starting(3);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!Tpkt.isFrame(payload)) {
            return false;
        }
        int type = Tpkt.type(payload);
        return context.is(ApplicationContext.TCP, 102) ? type >= 0x80 : isConnecting(payload, type);
    }

    private static boolean isConnecting(Bytes payload, int type) {
        return (type == Tpkt.CONNECT || type == CONFIRM)
                && payload.u16(2) == payload.length()
                && payload.u8(4) == payload.length() - 5;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Transparent Network Substrate of Oracle (proprietary): a connect packet on any port, the header on its own port. */
final class OracleTns implements ApplicationDecoder {

    private static final int CONNECT = 1;

    @Override
    public String protocol() {
        return "TNS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1521).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8)
                || payload.u16(0) != payload.length() && payload.i32(0) != payload.length()
                || payload.u8(4) > 19) {
            return false;
        }
        if (payload.u8(4) == CONNECT) {
            return Text.contains(payload, 8, payload.length(), "(CONNECT_DATA=")
                    || Text.contains(payload, 8, payload.length(), "(DESCRIPTION=");
        }
        return context.is(ApplicationContext.TCP, 1521) && payload.u8(4) > 0;
    }
}

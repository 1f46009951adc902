package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** TDS of SQL Server (MS-TDS section 2.2.6.5): the pre-login on any port, the packet header on its own port. */
final class Tds implements ApplicationDecoder {

    private static final int PRE_LOGIN = 0x12;

    @Override
    public String protocol() {
        return "TDS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1433).starting(0x12);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 9) || payload.u16(2) < 8) {
            return false;
        }
        if (payload.u8(0) == PRE_LOGIN && payload.u8(8) == 0) {
            return payload.u16(2) == payload.length() && payload.has(9, 4) && payload.u16(11) == 6;
        }
        return context.is(ApplicationContext.TCP, 1433)
                && payload.u8(0) <= PRE_LOGIN
                && payload.u8(1) <= 0x1f
                && payload.u8(7) == 0;
    }
}

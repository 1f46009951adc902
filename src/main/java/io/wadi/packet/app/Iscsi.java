package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** iSCSI (RFC 7143): the operation code of the header, on its own port. */
final class Iscsi implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "iSCSI";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(3260);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 48) && isOperation(payload.u8(0) & 0x3f) && payload.u8(4) <= 0x40;
    }

    private static boolean isOperation(int code) {
        return code <= 6
                || code == 0x10
                || code >= 0x20 && code <= 0x26
                || code == 0x31
                || code == 0x32
                || code == 0x3f;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** LDAP (RFC 4511), and CLDAP over UDP: the start of a BER message on its own ports, a bind request on any port. */
final class Ldap implements ApplicationDecoder {

    private static final int UNBIND = 0x42;
    private static final int INTERMEDIATE = 0x79;
    private static final int BIND = 0x60;
    private static final int VERSION_HEAD = 0x0201;

    @Override
    public String protocol() {
        return "LDAP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(389, 3268).starting("0");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = Ber.content(payload, 0);
        if (payload.u8(0) != Ber.SEQUENCE || at < 0 || !payload.has(at, 3) || payload.u8(at) != Ber.INTEGER) {
            return false;
        }
        int length = payload.u8(at + 1);
        int operation = at + 2 + length;
        if (length < 1 || length > 4 || !payload.has(operation, 1)) {
            return false;
        }
        int tag = payload.u8(operation);
        return tag >= UNBIND
                && tag <= INTERMEDIATE
                && (onOwnPort(context) || tag == BIND && isBind(payload, operation));
    }

    private static boolean onOwnPort(ApplicationContext context) {
        int port = Math.min(context.srcPort(), context.dstPort());
        return port == 389 || port == 3268;
    }

    /** A bind request starts with the protocol version, 2 or 3, and the user's name. */
    private static boolean isBind(Bytes payload, int at) {
        int version = Ber.content(payload, at);
        return payload.has(version, 4)
                && payload.u16(version) == VERSION_HEAD
                && (payload.u8(version + 2) | 1) == 3
                && payload.u8(version + 3) == Ber.OCTET_STRING;
    }
}

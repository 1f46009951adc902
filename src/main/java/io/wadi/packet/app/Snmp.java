package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SNMP 1, 2c and 3 (RFC 1157, RFC 3416, RFC 3412): the start of a BER message. */
final class Snmp implements ApplicationDecoder {

    private static final int VERSION_HEAD = 0x0201;

    @Override
    public String protocol() {
        return "SNMP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(161, 162).starting("0");
        registry.tcp(this).at(161, 162);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = Ber.content(payload, 0);
        if (payload.u8(0) != Ber.SEQUENCE || at < 0 || !payload.has(at, 5) || payload.u16(at) != VERSION_HEAD) {
            return false;
        }
        int version = payload.u8(at + 2);
        int next = payload.u8(at + 3);
        return version <= 1 ? next == Ber.OCTET_STRING && isPdu(payload, at + 3) : version == 3 && next == Ber.SEQUENCE;
    }

    /** The community is followed by one of the PDUs 0 to 8. */
    private static boolean isPdu(Bytes payload, int community) {
        int at = Ber.end(payload, community);
        return at < 0 || !payload.has(at, 1) || payload.u8(at) >= 0xa0 && payload.u8(at) <= 0xa8;
    }
}

package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** LDAP (RFC 4511), and CLDAP over UDP: the head of its BER message. */
public final class Ldap implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "LDAP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
int at = Ber.content(payload, 0);
if (payload.u8(0) != Ber.SEQUENCE || at < 0 || !payload.has(at, 3) || payload.u8(at) != Ber.INTEGER) { return false; }
int length = payload.u8(at + 1);
int operation = at + 2 + length;
return length >= 1 && length <= 4 && payload.has(operation, 1) && payload.u8(operation) >= 0x42 && payload.u8(operation) <= 0x79;
    }
}

package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** DHCP and BOOTP (RFC 2131, RFC 951), with the client's host name (option 12, RFC 2132 section 3.14). */
public final class Dhcp implements ApplicationDecoder {

    private static final int BOOTP_FIELDS = 44;
    private static final int COOKIE_AT = 236;
    private static final int COOKIE = 0x63825363;
    private static final int HOST_NAME = 12;
    private static final int END = 255;

    @Override
    public String protocol() {
        return "DHCP";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, BOOTP_FIELDS) || payload.u8(0) < 1 || payload.u8(0) > 2 || payload.u8(2) > 16) {
            return false;
        }
        if (payload.has(COOKIE_AT, 4) && payload.i32(COOKIE_AT) == COOKIE) {
            context.name(hostName(payload));
            return true;
        }
        return context.is(ApplicationContext.UDP, 67) && payload.u8(1) == 1 && payload.u8(2) == 6;
    }

    private static String hostName(Bytes payload) {
        int at = COOKIE_AT + 4;
        while (payload.has(at, 2) && payload.u8(at) != END) {
            if (payload.u8(at) == 0) {
                at++;
                continue;
            }
            int length = payload.u8(at + 1);
            if (payload.u8(at) == HOST_NAME) {
                return length > 0 && payload.has(at + 2, length) ? payload.text(at + 2, length) : null;
            }
            at += 2 + length;
        }
        return null;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;

/**
 * DHCP and BOOTP (RFC 2131, RFC 951): the header and the magic cookie. Reads the client's host name (option 12, RFC
 * 2132 section 3.14) and its address.
 */
final class Dhcp implements ApplicationDecoder {

    private static final int BOOTP_FIELDS = 44;
    private static final int REPLY = 2;
    private static final int CLIENT_ADDRESS_AT = 12;
    private static final int YOUR_ADDRESS_AT = 16;
    private static final int COOKIE_AT = 236;
    private static final int COOKIE = 0x63825363;
    private static final int HOST_NAME = 12;
    private static final int REQUESTED_ADDRESS = 50;
    private static final int MESSAGE_TYPE = 53;
    private static final int REQUEST = 3;
    private static final int ACK = 5;
    private static final int END = 255;
    private static final int ABSENT = -1;

    @Override
    public String protocol() {
        return "DHCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(67, 68, 4011);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, BOOTP_FIELDS) || payload.u8(0) < 1 || payload.u8(0) > 2 || payload.u8(2) > 16) {
            return false;
        }
        if (payload.has(COOKIE_AT, 4) && payload.i32(COOKIE_AT) == COOKIE) {
            name(payload, context);
            return true;
        }
        return context.is(ApplicationContext.UDP, 67) && payload.u8(1) == 1 && payload.u8(2) == 6;
    }

    private static void name(Bytes payload, ApplicationContext context) {
        int at = option(payload, HOST_NAME);
        if (at == ABSENT || payload.u8(at) == 0) {
            return;
        }
        String host = payload.text(at + 1, payload.u8(at));
        context.name(host);
        int address = address(payload);
        if (address != 0) {
            context.answer(IpAddress.v4(address), host);
        }
    }

    /**
     * The address that the server confirms, otherwise the client's own, otherwise the one that it requests; 0 for none.
     */
    private static int address(Bytes payload) {
        int at = option(payload, MESSAGE_TYPE);
        int type = at != ABSENT && payload.u8(at) == 1 ? payload.u8(at + 1) : ABSENT;
        if (payload.u8(0) == REPLY) {
            return type == ACK ? payload.i32(YOUR_ADDRESS_AT) : 0;
        }
        int requested = type == REQUEST ? option(payload, REQUESTED_ADDRESS) : ABSENT;
        boolean renewing = payload.i32(CLIENT_ADDRESS_AT) != 0;
        if (renewing || requested == ABSENT || payload.u8(requested) != Integer.BYTES) {
            return payload.i32(CLIENT_ADDRESS_AT);
        }
        return payload.i32(requested + 1);
    }

    /** Position of an option's length if the whole option was captured, otherwise {@link #ABSENT}. */
    private static int option(Bytes payload, int code) {
        int at = COOKIE_AT + 4;
        while (payload.has(at, 2) && payload.u8(at) != END) {
            if (payload.u8(at) == 0) {
                at++;
                continue;
            }
            int length = payload.u8(at + 1);
            if (payload.u8(at) == code) {
                return payload.has(at + 2, length) ? at + 1 : ABSENT;
            }
            at += 2 + length;
        }
        return ABSENT;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** DHCPv6 (RFC 8415): message type and first option. Reads the client's domain name (option 39, RFC 4704). */
final class Dhcpv6 implements ApplicationDecoder {

    private static final int HEADER = 4;
    private static final int RELAY_HEADER = 34;
    private static final int RELAY_FORWARD = 12;
    private static final int RELAY_REPLY = 13;
    private static final int LAST_OPTION = 150;
    private static final int CLIENT_FQDN = 39;

    @Override
    public String protocol() {
        return "DHCPv6";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(546, 547);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.u8(0) < 1 || payload.u8(0) > 36) {
            return false;
        }
        int options = isRelayed(payload) ? RELAY_HEADER : HEADER;
        if (!isOption(payload, options)) {
            return false;
        }
        context.name(clientName(payload, options));
        return true;
    }

    private static boolean isRelayed(Bytes payload) {
        return payload.u8(0) == RELAY_FORWARD || payload.u8(0) == RELAY_REPLY;
    }

    private static boolean isOption(Bytes payload, int at) {
        return payload.has(at, 4)
                && payload.u16(at) > 0
                && payload.u16(at) <= LAST_OPTION
                && payload.has(at + 4, payload.u16(at + 2));
    }

    private static String clientName(Bytes payload, int from) {
        int at = from;
        while (payload.has(at, 5)) {
            int length = payload.u16(at + 2);
            if (payload.u16(at) == CLIENT_FQDN) {
                return name(payload, at + 5, length - 1);
            }
            at += 4 + length;
        }
        return null;
    }

    /** A complete DNS name, or the single label of a host without the terminating zero. */
    private static String name(Bytes payload, int at, int length) {
        if (length < 2 || !payload.has(at, length)) {
            return null;
        }
        if (payload.u8(at) == length - 1) {
            return payload.text(at + 1, length - 1);
        }
        return payload.u8(at + length - 1) == 0 ? DnsMessage.name(payload, at) : null;
    }
}

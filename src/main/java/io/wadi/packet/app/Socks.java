package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** SOCKS 4 and 5 (RFC 1928): a greeting on its own ports, a version 5 request on any port. */
final class Socks implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "SOCKS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(1080, 9050, 9150).starting(5);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        boolean socks = isSocks(payload, context);
        if (socks) {
            context.proxied();
        }
        return socks;
    }

    private static boolean isSocks(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 3)) {
            return false;
        }
        if (payload.u8(0) == 5 && isRequest(payload)) {
            return true;
        }
        return isOwnPort(context)
                && (payload.u8(0) == 5
                        ? payload.length() == 2 + payload.u8(1)
                        : payload.u8(0) == 4 && payload.u8(1) <= 2 && payload.length() >= 9);
    }

    /** A command, a reserved zero, and an address of matching length before the port. */
    private static boolean isRequest(Bytes payload) {
        if (!payload.has(0, 7) || payload.u8(1) < 1 || payload.u8(1) > 3 || payload.u8(2) != 0) {
            return false;
        }
        return switch (payload.u8(3)) {
            case 1 -> payload.length() == 10;
            case 3 -> payload.length() == 7 + payload.u8(4);
            case 4 -> payload.length() == 22;
            default -> false;
        };
    }

    private static boolean isOwnPort(ApplicationContext context) {
        int port = Math.min(context.srcPort(), context.dstPort());
        return port == 1080 || port == 9050 || port == 9150;
    }
}

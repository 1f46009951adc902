package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** TFTP (RFC 1350): a request with a file name and a mode; the transfer itself uses other ports. */
final class Tftp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "TFTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(69).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 9) || payload.u16(0) != 1 && payload.u16(0) != 2) {
            return false;
        }
        int end = payload.indexOf(0, 2);
        return end > 2
                && Text.isPrintable(payload, 2, end - 2)
                && (Text.startsWithIgnoringCase(payload, end + 1, "octet")
                        || Text.startsWithIgnoringCase(payload, end + 1, "netascii"));
    }
}

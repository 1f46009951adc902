package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RTCP and SRTCP (RFC 3550 section 6, RFC 3711): a report with matching length and count. */
final class Rtcp implements ApplicationDecoder {

    private static final int SENDER = 200;
    private static final int RECEIVER = 201;
    private static final int LAST_TYPE = 207;

    @Override
    public String protocol() {
        return "RTCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).startingFrom(0x80, 0xbf);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.u8(0) >> 6 != 2) {
            return false;
        }
        int reports = payload.u8(0) & 0x1f;
        int type = payload.u8(1);
        int words = payload.u16(2);
        boolean report = type == SENDER && words >= 6 + 6 * reports || type == RECEIVER && words >= 1 + 6 * reports;
        return report
                && words <= 6 * (reports + 4)
                && payload.has(0, 4 * words + 4)
                && isFollowed(payload, 4 * words + 4);
    }

    /**
     * After the report comes the end, another RTCP packet, or SRTCP's encrypted data and trailer of at least 10 bytes.
     */
    private static boolean isFollowed(Bytes payload, int at) {
        int rest = payload.length() - at;
        boolean another = rest >= 4
                && payload.u8(at) >> 6 == 2
                && payload.u8(at + 1) >= SENDER
                && payload.u8(at + 1) <= LAST_TYPE;
        return rest == 0 || another || rest >= 10;
    }
}

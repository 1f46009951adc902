package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** NetFlow 5 and 9 (RFC 3954): an export packet with a matching count, a plausible clock and a valid length. */
final class NetFlow implements ApplicationDecoder {

    /** The plausible time of an exporter's clock: from 1996 to 2100. */
    private static final long EARLIEST = 820_454_400L;

    private static final long LATEST = 4_102_444_800L;

    @Override
    public String protocol() {
        return "NetFlow";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2055).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 24)) {
            return false;
        }
        int version = payload.u16(0);
        int records = payload.u16(2);
        if (records == 0 || payload.u32(8) < EARLIEST || payload.u32(8) > LATEST) {
            return false;
        }
        return version == 5
                ? payload.length() == 24 + 48 * records
                : version == 9 && isFlowSet(payload.u16(20), payload.u16(22), payload.length() - 20);
    }

    private static boolean isFlowSet(int id, int length, int rest) {
        return (id <= 1 || id >= 256) && length >= 4 && length <= rest;
    }
}

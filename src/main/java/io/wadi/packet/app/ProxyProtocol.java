package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * The PROXY protocol, versions 1 and 2 (HAProxy's proxy-protocol.txt): a header with a signature. The connection's own
 * protocol follows it, often in the same segment.
 */
final class ProxyProtocol implements ApplicationDecoder {

    private static final int LONGEST_LINE = 107;
    private static final int HEADER = 16;

    @Override
    public String protocol() {
        return "PROXY";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("P\r");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "PROXY TCP") || payload.startsWith(0, "PROXY UNKNOWN")) {
            int end = payload.indexOf('\n', 0);
            if (end >= 0 && end < LONGEST_LINE) {
                context.continuesAt(end + 1);
            }
            return true;
        }
        boolean binary =
                payload.has(0, HEADER) && payload.i64(0) == 0x0d0a0d0a000d0a51L && payload.i32(8) == 0x5549540a;
        if (binary) {
            context.continuesAt(HEADER + payload.u16(14));
        }
        return binary;
    }
}

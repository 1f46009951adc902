package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/** DCE/RPC 5 over TCP and 4 over UDP (C706, MS-RPCE): the header. Calls of PROFINET are reported as PROFINET. */
final class DceRpc implements ApplicationDecoder {

    private static final long PROFINET_NODE = 0x6c97_11d1_8271L;
    private static final int DATAGRAM_HEADER = 80;

    @Override
    public String protocol() {
        return "DCERPC";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "PROFINET");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting(4, 5);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return context.transport() == ApplicationContext.TCP
                ? isConnected(payload)
                : isConnectionless(payload, context);
    }

    private static boolean isConnected(Bytes payload) {
        return payload.has(0, 16)
                && payload.u8(0) == 5
                && payload.u8(1) <= 1
                && payload.u8(2) <= 19
                && isDataRepresentation(payload.u8(4))
                && payload.u24(5) == 0
                && (payload.u8(4) == 0 ? payload.u16(8) : payload.u16le(8)) >= 16;
    }

    private static boolean isConnectionless(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, DATAGRAM_HEADER)
                || payload.u8(0) != 4
                || payload.u8(1) > 10
                || !isDataRepresentation(payload.u8(4))) {
            return false;
        }
        boolean little = payload.u8(4) == 0x10;
        int body = little ? payload.u16le(74) : payload.u16(74);
        if (payload.u16(5) != 0 || body > payload.length() - DATAGRAM_HEADER) {
            return false;
        }
        if (isProfinet(payload, little)) {
            context.protocol("PROFINET");
        }
        return true;
    }

    private static boolean isDataRepresentation(int value) {
        return value == 0 || value == 0x10;
    }

    /** PROFINET's interfaces are DEA0000x-6C97-11D1-8271-…; the byte order of the fields is that of the packet. */
    private static boolean isProfinet(Bytes payload, boolean little) {
        long node = little
                ? (long) payload.u16le(28) << 32 | (long) payload.u16le(30) << 16 | payload.u16(32)
                : payload.u48(28);
        return node == PROFINET_NODE && (little ? payload.u16le(26) : payload.u16(24)) == 0xdea0;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** OpenVPN (its wire protocol): a reset that opens a session on any port, all operation codes on its own port. */
final class OpenVpn implements ApplicationDecoder {

    private static final int CLIENT_RESET = 7;
    private static final int SERVER_RESET = 8;
    private static final int[] HMAC_LENGTHS = {16, 20, 32, 64};

    @Override
    public String protocol() {
        return "OpenVPN";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(1194).starting(0, 0x38, 0x40);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.transport() == ApplicationContext.TCP ? 2 : 0;
        if (!payload.has(at, 14) || at > 0 && payload.u16(0) > payload.length() - 2) {
            return false;
        }
        int code = payload.u8(at) >> 3;
        if (context.srcPort() == 1194 || context.dstPort() == 1194) {
            return code >= 1 && code <= 11;
        }
        return (code == CLIENT_RESET || code == SERVER_RESET) && (payload.u8(at) & 7) == 0 && isReset(payload, at + 9);
    }

    /**
     * An empty acknowledgement list and packet number 0; or an HMAC, replay packet number 1, a time and an empty list.
     */
    private static boolean isReset(Bytes payload, int at) {
        if (payload.length() == at + 5) {
            return payload.u8(at) == 0 && payload.i32(at + 1) == 0;
        }
        for (int length : HMAC_LENGTHS) {
            if (payload.length() == at + length + 13 && payload.i32(at + length) == 1) {
                return payload.u8(at + length + 8) == 0;
            }
        }
        return false;
    }
}

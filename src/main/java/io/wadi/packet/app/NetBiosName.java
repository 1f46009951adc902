package io.wadi.packet.app;

import io.wadi.packet.ApplicationContext;
import io.wadi.packet.ApplicationDecoder;
import io.wadi.packet.Bytes;

/** NetBIOS name service (RFC 1002 section 4.2), with the question's name decoded. */
public final class NetBiosName implements ApplicationDecoder {

    private static final int ENCODED_NAME = 32;

    @Override
    public String protocol() {
        return "NBNS";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, DnsMessage.HEADER) || !isPlausible(payload)) {
            return false;
        }
        context.name(name(payload, DnsMessage.HEADER));
        return true;
    }

    /** Opcodes 0 and 5 to 9, and one question or one answer. */
    private static boolean isPlausible(Bytes payload) {
        int opcode = payload.u16(2) >>> 11 & 0xf;
        boolean known = opcode == 0 || opcode >= 5 && opcode <= 9 || opcode == 15;
        return known && payload.u16(4) <= 1 && payload.u16(6) <= 255 && payload.u16(4) + payload.u16(6) >= 1;
    }

    /** Fifteen characters, each as two letters from A to P; the sixteenth, the suffix, is not part of the name. */
    private static String name(Bytes payload, int at) {
        if (!payload.has(at, 1 + ENCODED_NAME) || payload.u8(at) != ENCODED_NAME) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        for (int i = at + 1; i < at + ENCODED_NAME - 1; i += 2) {
            int high = payload.u8(i) - 'A';
            int low = payload.u8(i + 1) - 'A';
            if ((high | low) >>> 4 != 0) {
                return null;
            }
            name.append((char) (high << 4 | low));
        }
        String trimmed = name.toString().trim();
        return trimmed.isEmpty() ? null : trimmed;
    }
}

package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;

/**
 * NetBIOS name service (RFC 1002 section 4.2). Reads the decoded name in the question, and the addresses of hosts that
 * register, refresh or answer.
 */
final class NetBiosName implements ApplicationDecoder {

    private static final int ENCODED_NAME = 32;
    private static final int NB = 0x20;
    private static final int GROUP = 0x8000;
    private static final int ENTRY = 6;
    private static final int QUERY = 0;
    private static final int REGISTRATION = 5;
    private static final int RELEASE = 6;
    private static final int WORKSTATION = 0x00;
    private static final int SERVER = 0x20;

    @Override
    public String protocol() {
        return "NBNS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(137);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, DnsMessage.HEADER) || !isPlausible(payload)) {
            return false;
        }
        String name = name(payload, DnsMessage.HEADER);
        context.name(name);
        if (name != null && isClaim(payload) && isHost(payload, DnsMessage.HEADER)) {
            addresses(payload, name, context);
        }
        return true;
    }

    /** Opcodes 0, 5 to 9 and 15, at most one question, and at least one question or answer. */
    private static boolean isPlausible(Bytes payload) {
        int opcode = payload.u16(2) >>> 11 & 0xf;
        boolean known = opcode == 0 || opcode >= 5 && opcode <= 9 || opcode == 15;
        return known && payload.u16(4) <= 1 && payload.u16(6) <= 255 && payload.u16(4) + payload.u16(6) >= 1;
    }

    /** A positive response to a query, or the request of a host that registers or refreshes its name. */
    private static boolean isClaim(Bytes payload) {
        int flags = payload.u16(2);
        int opcode = flags >>> 11 & 0xf;
        boolean response = flags >>> 15 == 1;
        boolean positive = (flags & 0xf) == 0;
        return opcode == QUERY ? response && positive : opcode >= REGISTRATION && opcode != RELEASE && !response;
    }

    /** The suffix tells names of hosts from those of users, groups and roles. */
    private static boolean isHost(Bytes payload, int at) {
        int suffix = payload.u8(at + ENCODED_NAME - 1) - 'A' << 4 | payload.u8(at + ENCODED_NAME) - 'A';
        return suffix == WORKSTATION || suffix == SERVER;
    }

    private static void addresses(Bytes payload, String name, ApplicationContext context) {
        DnsRecords records = DnsRecords.all(payload, 0);
        while (records.next()) {
            for (int at = records.data(); records.type() == NB && at + ENTRY <= records.end(); at += ENTRY) {
                if ((payload.u16(at) & GROUP) == 0) {
                    context.answer(IpAddress.v4(payload.i32(at + 2)), name);
                }
            }
        }
    }

    /**
     * Fifteen characters, each as two letters from A to P. The sixteenth is the suffix, which does not belong to the
     * name.
     */
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

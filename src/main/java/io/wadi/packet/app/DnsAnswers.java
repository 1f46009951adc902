package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;

/** Reads names of addresses from the A and AAAA records (RFC 1035, RFC 3596) of successful responses. */
final class DnsAnswers {

    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int RESPONSE = 0x8000;
    private static final int OPCODE_AND_ERROR = 0x780f;
    private static final int POINTER = 0xc0;
    private static final int MOST_POINTERS = 16;
    private static final int LONGEST_NAME = 255;

    private DnsAnswers() {}

    /** Gives the name in the question to the addresses in the answers, even if there are aliases in between. */
    static void toQuestion(Bytes payload, int message, String question, ApplicationContext context) {
        if (question == null || !isSuccess(payload, message)) {
            return;
        }
        DnsRecords records = DnsRecords.answers(payload, message);
        while (records.next()) {
            IpAddress address = address(payload, records);
            if (address != null) {
                context.answer(address, question);
            }
        }
    }

    /** Gives each address the owner name of its record, because multicast responses do not repeat the question. */
    static void announced(Bytes payload, ApplicationContext context) {
        if (!isSuccess(payload, 0)) {
            return;
        }
        DnsRecords records = DnsRecords.all(payload, 0);
        while (records.next()) {
            IpAddress address = address(payload, records);
            String name = address == null ? null : name(payload, records.owner());
            if (name != null) {
                context.answer(address, name);
            }
        }
    }

    private static boolean isSuccess(Bytes payload, int message) {
        return (payload.u16(message + 2) & (RESPONSE | OPCODE_AND_ERROR)) == RESPONSE;
    }

    private static IpAddress address(Bytes payload, DnsRecords record) {
        int length = record.end() - record.data();
        if (!record.isInternet()) {
            return null;
        }
        if (record.type() == A && length == 4) {
            return IpAddress.v4(payload.i32(record.data()));
        }
        return record.type() == AAAA && length == 16
                ? IpAddress.v6(payload.i64(record.data()), payload.i64(record.data() + 8))
                : null;
    }

    /** A name with compression (RFC 1035 section 4.1.4); null if it was not captured completely. */
    private static String name(Bytes payload, int from) {
        StringBuilder name = new StringBuilder();
        int at = from;
        int pointers = 0;
        while (name.length() <= LONGEST_NAME && payload.has(at, 1) && payload.u8(at) != 0) {
            int label = payload.u8(at);
            if (label >= POINTER) {
                if (++pointers > MOST_POINTERS || !payload.has(at, 2)) {
                    return null;
                }
                at = payload.u16(at) & 0x3fff;
            } else if (payload.has(at + 1, label)) {
                name.append(name.length() == 0 ? "" : ".").append(payload.text(at + 1, label));
                at += 1 + label;
            } else {
                return null;
            }
        }
        return payload.has(at, 1) && payload.u8(at) == 0 && name.length() > 0 ? name.toString() : null;
    }
}

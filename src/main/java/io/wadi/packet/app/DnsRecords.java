package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Iterates over the captured resource records of a DNS message (RFC 1035 section 4.1.3). */
final class DnsRecords {

    private static final int MOST = 64;
    private static final int FIXED_PART = 10;

    private final Bytes payload;
    private int left;
    private int next;
    private int owner;
    private int fixed;

    private DnsRecords(Bytes payload, int message, int records) {
        this.payload = payload;
        left = Math.min(records, MOST);
        next = message + DnsMessage.HEADER;
        for (int questions = payload.u16(message + 4); questions > 0 && next > 0; questions--) {
            next = DnsMessage.nameEnd(payload, next);
            next += next > 0 ? 4 : 0;
        }
    }

    /** The records of the answer section. */
    static DnsRecords answers(Bytes payload, int message) {
        return new DnsRecords(payload, message, payload.u16(message + 6));
    }

    /** The records of all three sections. */
    static DnsRecords all(Bytes payload, int message) {
        int records = payload.u16(message + 6) + payload.u16(message + 8) + payload.u16(message + 10);
        return new DnsRecords(payload, message, records);
    }

    /** Moves to the next record; false if there is none that was captured completely. */
    boolean next() {
        if (left-- <= 0 || next < 0) {
            return false;
        }
        owner = next;
        fixed = DnsMessage.nameEnd(payload, owner);
        if (fixed < 0 || !payload.has(fixed, FIXED_PART) || !payload.has(data(), payload.u16(fixed + 8))) {
            return false;
        }
        next = end();
        return true;
    }

    /** Start of the owner's name. */
    int owner() {
        return owner;
    }

    /** The record's type: 1 for A, 28 for AAAA. */
    int type() {
        return payload.u16(fixed);
    }

    /** Whether the record has class IN; multicast DNS has a flag in the class (RFC 6762 section 10.2). */
    boolean isInternet() {
        return (payload.u16(fixed + 2) & 0x7fff) == 1;
    }

    /** Start of the record's data. */
    int data() {
        return fixed + FIXED_PART;
    }

    /** End of the record's data. */
    int end() {
        return data() + payload.u16(fixed + 8);
    }
}

package io.wadi.sample;

import io.wadi.net.IpAddress;
import java.util.List;

/** Messages of the Domain Name System (RFC 1035) and of multicast DNS (RFC 6762). */
final class DnsMessageWriter {

    /** Record type of an IPv4 address. */
    static final int A = 1;

    /** Record type of an IPv6 address. */
    static final int AAAA = 28;

    /** Record type of a pointer to another name. */
    static final int PTR = 12;

    private static final int TXT = 16;
    private static final int ANY = 255;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int ANSWERED = 0x8180;
    private static final int AUTHORITATIVE_ANSWER = 0x8400;
    private static final int NO_SUCH_NAME = 3;
    private static final int CLASS_IN = 1;
    private static final int POINTER_TO_QUESTION = 0xc00c;

    private DnsMessageWriter() {}

    /** A question to a resolver. */
    static byte[] question(int id, String name, int type) {
        Octets out = header(id, RECURSION_DESIRED, 1, 0);
        return asked(out, name, type).toBytes();
    }

    /** A resolver's answer with one address, or with none where {@code address} is null. */
    static byte[] answer(int id, String name, int type, IpAddress address, int ttlSeconds) {
        Octets out = asked(header(id, ANSWERED, 1, address == null ? 0 : 1), name, type);
        if (address != null) {
            out.u16(POINTER_TO_QUESTION).u16(type).u16(CLASS_IN).u32(ttlSeconds);
            out.sized(2, data -> data.bytes(address.toBytes()));
        }
        return out.toBytes();
    }

    /** A resolver's answer for a name that does not exist. */
    static byte[] noSuchName(int id, String name, int type) {
        return asked(header(id, ANSWERED | NO_SUCH_NAME, 1, 0), name, type).toBytes();
    }

    /** A multicast question. */
    static byte[] multicastQuestion(String name, int type) {
        return asked(header(0, 0, 1, 0), name, type).toBytes();
    }

    /** A multicast answer: a pointer from a service's name to an instance of it. */
    static byte[] multicastPointer(String service, String instance, int ttlSeconds) {
        Octets out = name(header(0, AUTHORITATIVE_ANSWER, 0, 1), service);
        out.u16(PTR).u16(CLASS_IN).u32(ttlSeconds);
        return out.sized(2, data -> name(data, instance)).toBytes();
    }

    /** A resolver's answer to a question for everything, with these texts of at most 255 bytes as records. */
    static byte[] texts(int id, String name, List<byte[]> texts, int ttlSeconds) {
        Octets out = asked(header(id, ANSWERED, 1, texts.size()), name, ANY);
        for (byte[] text : texts) {
            out.u16(POINTER_TO_QUESTION).u16(TXT).u16(CLASS_IN).u32(ttlSeconds);
            out.sized(2, data -> data.sized(1, string -> string.bytes(text)));
        }
        return out.toBytes();
    }

    private static Octets header(int id, int flags, int questions, int answers) {
        return new Octets().u16(id).u16(flags).u16(questions).u16(answers).u32(0);
    }

    private static Octets asked(Octets out, String name, int type) {
        return name(out, name).u16(type).u16(CLASS_IN);
    }

    private static Octets name(Octets out, String dotted) {
        for (String label : dotted.split("\\.")) {
            out.sized(1, length -> length.ascii(label));
        }
        return out.u8(0);
    }
}

package io.wadi.message;

/** The field numbers of {@code packet.proto}, which never change, and how to recognise a message of it. */
final class PacketProto {

    static final int IP_VERSION = 1;
    static final int TIMESTAMP_NANOS = 2;
    static final int LENGTH = 3;
    static final int CAPTURED = 4;
    static final int TYPE = 5;
    static final int SRC_IP = 6;
    static final int DST_IP = 7;
    static final int TTL = 8;
    static final int SIZE = 9;
    static final int TRANSPORT = 10;
    static final int PROTOCOL = 11;
    static final int SRC_PORT = 12;
    static final int DST_PORT = 13;
    static final int TCP = 14;
    static final int FLOW = 15;
    static final int ICMP = 16;
    static final int SRC_MAC = 17;
    static final int DST_MAC = 18;
    static final int PROBE = 19;
    static final int NAME = 20;
    static final int PROXIED = 21;
    static final int FRAGMENT = 22;
    static final int VLAN = 23;
    static final int MPLS = 24;
    static final int TUNNEL = 25;
    static final int ANSWERS = 26;

    static final int TCP_FLAGS = 1;
    static final int TCP_SEQ = 2;
    static final int TCP_ACK = 3;
    static final int TCP_WINDOW = 4;
    static final int TCP_PAYLOAD = 5;

    static final int ICMP_TYPE = 1;
    static final int ICMP_CODE = 2;

    static final int FRAGMENT_ID = 1;
    static final int FRAGMENT_OFFSET = 2;
    static final int FRAGMENT_MORE = 3;
    static final int FRAGMENT_SRC_PORT = 4;
    static final int FRAGMENT_DST_PORT = 5;

    static final int TUNNEL_TYPE = 1;
    static final int TUNNEL_ID = 2;
    static final int TUNNEL_SRC_IP = 3;
    static final int TUNNEL_DST_IP = 4;
    static final int TUNNEL_SRC_PORT = 5;
    static final int TUNNEL_DST_PORT = 6;
    static final int TUNNEL_PROTOCOL = 7;

    static final int ANSWER_IP = 1;
    static final int ANSWER_NAME = 2;

    /** Wire types (Protocol Buffers, "Encoding"): the low three bits of a tag. */
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /** The first byte of every message: the tag of {@code ip_version}. JSON cannot begin with this control character. */
    static final byte FIRST_BYTE = IP_VERSION << 3 | VARINT;

    private PacketProto() {}

    /** Whether a message is Protobuf; otherwise it is JSON, or unreadable. */
    static boolean is(byte[] message) {
        return message != null && message.length > 0 && message[0] == FIRST_BYTE;
    }
}

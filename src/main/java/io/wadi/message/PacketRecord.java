package io.wadi.message;

import static io.wadi.message.MessageValues.requireMessage;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where the packets are in a record that has several: the message {@code Packets} of {@code packet.proto}. */
final class PacketRecord {

    /** The field number of the packets. That of 1 would begin with a line feed, as JSON may. */
    static final int PACKETS = 2;

    /** The first byte of every such record: the tag of its first packet. JSON cannot begin with this control character. */
    static final byte FIRST_BYTE = PACKETS << 3 | PacketProto.BYTES;

    /** Packets of a record; more are refused, because a packet may have one byte there, and many objects here. */
    static final int MOST_PACKETS = 1_000;

    private final byte[] message;
    private int[] bounds = new int[2 * 32];
    private int packets;

    private PacketRecord(byte[] message) {
        this.message = message;
    }

    /** Whether a message is a record of several packets, readable or not. */
    static boolean is(byte[] message) {
        return message != null && message.length > 0 && message[0] == FIRST_BYTE;
    }

    /**
     * Finds the packets of a record, which are not read yet. Fields that are unknown are ignored.
     *
     * @throws PacketFormatException if the record is damaged, with the reason
     */
    static PacketRecord of(byte[] message) throws PacketFormatException {
        requireMessage(message);
        PacketRecord record = new PacketRecord(message);
        try {
            record.find(CodedInputStream.newInstance(message));
        } catch (InvalidProtocolBufferException e) {
            throw new PacketFormatException("not a record of Protobuf packets: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        return record;
    }

    private void find(CodedInputStream in) throws IOException, PacketFormatException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == FIRST_BYTE) {
                int length = in.readRawVarint32();
                int start = in.getTotalBytesRead();
                in.skipRawBytes(length);
                add(start, start + length);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void add(int start, int end) throws PacketFormatException {
        if (packets == MOST_PACKETS) {
            throw new PacketFormatException("the record has more than " + MOST_PACKETS + " packets");
        }
        if (2 * packets == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * packets] = start;
        bounds[2 * packets + 1] = end;
        packets++;
    }

    /** Number of packets. */
    int packets() {
        return packets;
    }

    /** Where the bytes of a packet begin in the record. */
    int start(int packet) {
        return bounds[2 * packet];
    }

    /** Where they end. */
    int end(int packet) {
        return bounds[2 * packet + 1];
    }

    /**
     * A packet as a message of its own. One that does not begin as a packet does stays in a record, so that nobody takes it for
     * JSON, or for a record of several.
     */
    static byte[] single(byte[] record, int start, int end) {
        if (start < end && record[start] == PacketProto.FIRST_BYTE) {
            return Arrays.copyOfRange(record, start, end);
        }
        PackedPackets framed = new PackedPackets(end - start);
        framed.add(record, start, end);
        return framed.take();
    }

    /** Number of packets that a message stands for: 1 if it is not a record of several, or a damaged one. */
    static int count(byte[] message) {
        if (!is(message)) {
            return 1;
        }
        try {
            return of(message).packets();
        } catch (PacketFormatException e) {
            return 1;
        }
    }

    /** The packets of a record as messages of their own; the message itself if it is not such a record, or damaged. */
    static List<byte[]> parts(byte[] message) {
        if (is(message)) {
            try {
                PacketRecord record = of(message);
                List<byte[]> parts = new ArrayList<>(record.packets());
                for (int packet = 0; packet < record.packets(); packet++) {
                    parts.add(single(message, record.start(packet), record.end(packet)));
                }
                return parts;
            } catch (PacketFormatException e) {
                // Whoever reads it gets the reason.
            }
        }
        return Collections.singletonList(message);
    }
}

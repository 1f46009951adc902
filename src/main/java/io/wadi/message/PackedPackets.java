package io.wadi.message;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A record of several packets that grows: the message {@code Packets} of {@code packet.proto}. Not thread-safe. */
final class PackedPackets {

    /** The longest length before a packet, and its tag. */
    private static final int MOST_FRAME = 1 + 5;

    private byte[] bytes;
    private int length;
    private int packets;

    /** Creates an empty record, with room for so many bytes at first. */
    PackedPackets(int room) {
        bytes = new byte[room];
    }

    /** Adds a packet, whose message is a part of an array. */
    void add(byte[] from, int start, int end) {
        int size = end - start;
        if (length + MOST_FRAME + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + MOST_FRAME + size));
        }
        try {
            CodedOutputStream frame = CodedOutputStream.newInstance(bytes, length, MOST_FRAME);
            frame.writeTag(PacketRecord.PACKETS, PacketProto.BYTES);
            frame.writeUInt32NoTag(size);
            length += frame.getTotalBytesWritten();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        System.arraycopy(from, start, bytes, length, size);
        length += size;
        packets++;
    }

    int packets() {
        return packets;
    }

    /** Bytes so far. */
    int length() {
        return length;
    }

    /** The record; the next one begins. */
    byte[] take() {
        byte[] record = Arrays.copyOf(bytes, length);
        length = 0;
        packets = 0;
        return record;
    }
}

package io.wadi.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of a capture file, read back by rules of its own rather than by the classes that wrote it.
 *
 * @param timestampNanos since the epoch
 * @param frame the captured bytes
 */
record Captured(long timestampNanos, byte[] frame) {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    /** All records of a little-endian file with nanoseconds. */
    static List<Captured> readAll(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(FILE_HEADER);
        List<Captured> records = new ArrayList<>();
        while (in.hasRemaining()) {
            long nanos = (in.getInt() & 0xffff_ffffL) * 1_000_000_000L + in.getInt();
            byte[] frame = new byte[in.getInt()];
            in.getInt();
            in.get(frame);
            records.add(new Captured(nanos, frame));
        }
        return records;
    }

    /** The frame that a writer holds, finished. */
    static Captured of(FrameWriter writer) {
        writer.finish();
        return new Captured(0, writer.octets().toBytes());
    }

    /** Size of a file with these records. */
    static long fileSize(List<Captured> records) {
        return FILE_HEADER
                + records.stream()
                        .mapToLong(one -> RECORD_HEADER + one.frame.length)
                        .sum();
    }

    int u8(int at) {
        return frame[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int i32(int at) {
        return u16(at) << 16 | u16(at + 2);
    }

    boolean isV4() {
        return frame.length >= 34 && u16(12) == 0x0800 && u8(14) == 0x45;
    }

    boolean isV6() {
        return frame.length >= 54 && u16(12) == 0x86dd;
    }

    /** IANA number of the transport, or -1. */
    int protocol() {
        return isV4() ? u8(23) : isV6() ? u8(20) : -1;
    }

    int transportAt() {
        return isV4() ? 34 : 54;
    }

    /** Bytes of transport header and payload, as the IP header says. */
    int transportLength() {
        return isV4() ? u16(16) - 20 : u16(18);
    }

    boolean isWhole() {
        return (isV4() || isV6()) && transportAt() + transportLength() <= frame.length;
    }

    boolean isOf(int protocol, int port) {
        return protocol() == protocol && isWhole() && (u16(transportAt()) == port || u16(transportAt() + 2) == port);
    }

    /** The payload of a TCP segment or UDP datagram. */
    byte[] payload() {
        int header = protocol() == 6 ? (u8(transportAt() + 12) >> 4) * 4 : 8;
        return java.util.Arrays.copyOfRange(frame, transportAt() + header, transportAt() + transportLength());
    }

    /** Whether the checksums of the IPv4 header and of the transport are right: the sum over all comes out as ones. */
    boolean checksumsAreRight() {
        boolean header = !isV4() || sum(0, 14, 20) == 0xffff;
        int addresses = isV4() ? 8 : 32;
        int pseudo = protocol() == 1 ? 0 : sum(protocol() + transportLength(), transportAt() - addresses, addresses);
        return header && sum(pseudo, transportAt(), transportLength()) == 0xffff;
    }

    private int sum(int initial, int from, int count) {
        int sum = initial;
        for (int i = 0; i < count; i++) {
            sum += i % 2 == 0 ? u8(from + i) << 8 : u8(from + i);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}

package io.wadi.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes valid and invalid pcap files (pcap-savefile(5)). */
final class PcapFileBuilder {

    static final int ETHERNET = 1;
    static final int RAW_IP = 101;
    static final int SNAPLEN = 65_535;

    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    private PcapFileBuilder(int magic, ByteOrder order, int linkType, int snaplen) {
        this.order = order;
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(magic).putShort((short) 2).putShort((short) 4);
        header.putLong(0).putInt(snaplen).putInt(linkType);
        out.writeBytes(header.array());
    }

    static PcapFileBuilder micros() {
        return micros(ETHERNET, SNAPLEN);
    }

    static PcapFileBuilder micros(int linkType, int snaplen) {
        return new PcapFileBuilder(MICROS, ByteOrder.LITTLE_ENDIAN, linkType, snaplen);
    }

    static PcapFileBuilder micros(ByteOrder order) {
        return new PcapFileBuilder(MICROS, order, ETHERNET, SNAPLEN);
    }

    static PcapFileBuilder nanos(ByteOrder order) {
        return new PcapFileBuilder(NANOS, order, ETHERNET, SNAPLEN);
    }

    PcapFileBuilder record(long seconds, long fraction, byte[] frame) {
        return record(seconds, fraction, frame.length, frame.length, frame);
    }

    /** A record whose header may claim what its bytes do not keep. */
    PcapFileBuilder record(long seconds, long fraction, int captured, int length, byte[] bytes) {
        ByteBuffer header = ByteBuffer.allocate(16).order(order);
        header.putInt((int) seconds).putInt((int) fraction).putInt(captured).putInt(length);
        out.writeBytes(header.array());
        out.writeBytes(bytes);
        return this;
    }

    /** UDP packets with source ports from {@code first} on, a millisecond apart. */
    PcapFileBuilder packets(int first, int count) {
        for (int i = 0; i < count; i++) {
            record(1_700_000_000 + i / 1000, i % 1000 * 1000, TestFrames.udp(first + i));
        }
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, toBytes());
    }

    Path writeGzip(Path file) throws IOException {
        return Files.write(file, gzip(toBytes()));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}

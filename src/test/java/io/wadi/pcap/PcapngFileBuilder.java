package io.wadi.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pcapng files (draft-ietf-opsawg-pcapng): section, interface and enhanced packet blocks. */
final class PcapngFileBuilder {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    PcapngFileBuilder(ByteOrder order) {
        section(order);
    }

    /** A further section. */
    PcapngFileBuilder section(ByteOrder newOrder) {
        order = newOrder;
        return block(
                SECTION,
                content(16)
                        .putInt(BYTE_ORDER_MAGIC)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
    }

    /** An interface with a name and an offset of its time stamps in seconds. */
    PcapngFileBuilder networkInterface(int linkType, int snaplen, String name, int resolution, long offset) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = content(8 + 4 + (text.length + 3) / 4 * 4 + 8 + 12 + 4);
        content.putShort((short) linkType).putShort((short) 0).putInt(snaplen);
        content.putShort((short) 2).putShort((short) text.length).put(text);
        content.position(12 + (text.length + 3) / 4 * 4);
        content.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
        content.putShort((short) 14).putShort((short) 8).putLong(offset).putInt(0);
        return block(INTERFACE, content);
    }

    PcapngFileBuilder simplePacket(int length, byte[] kept) {
        return block(
                SIMPLE_PACKET,
                content(4 + (kept.length + 3) / 4 * 4).putInt(length).put(kept));
    }

    /**
     * An obsolete packet block.
     *
     * @param lost frames lost since the one before; -1 if unknown
     */
    PcapngFileBuilder obsoletePacket(int networkInterface, int lost, long timestamp, byte[] frame) {
        ByteBuffer content = content(20 + (frame.length + 3) / 4 * 4).putShort((short) networkInterface);
        content.putShort((short) lost).putInt((int) (timestamp >>> 32)).putInt((int) timestamp);
        return block(
                OBSOLETE_PACKET,
                content.putInt(frame.length).putInt(frame.length).put(frame));
    }

    /** Counts of frames that an interface and the system dropped. */
    PcapngFileBuilder statistics(int networkInterface, long byInterface, long bySystem) {
        ByteBuffer content = content(12 + 12 + 12 + 4).putInt(networkInterface).putLong(0);
        content.putShort((short) 5).putShort((short) 8).putLong(byInterface);
        content.putShort((short) 7).putShort((short) 8).putLong(bySystem).putInt(0);
        return block(STATISTICS, content);
    }

    /** A packet block that claims more captured bytes than it has. */
    PcapngFileBuilder lyingPacket(int captured) {
        return block(
                ENHANCED_PACKET,
                content(24)
                        .putInt(0)
                        .putLong(0)
                        .putInt(captured)
                        .putInt(captured)
                        .putInt(0));
    }

    /** Any block. */
    PcapngFileBuilder block(int type, int bytes) {
        return block(type, content(bytes));
    }

    /** Bytes as they are. */
    PcapngFileBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /**
     * An interface.
     *
     * @param resolution decimal digits of a second that its time stamps count: 6, 9, …
     */
    PcapngFileBuilder networkInterface(int linkType, int snaplen, int resolution) {
        ByteBuffer content =
                content(20).putShort((short) linkType).putShort((short) 0).putInt(snaplen);
        content.putShort((short) 9)
                .putShort((short) 1)
                .put((byte) resolution)
                .put(new byte[3])
                .putInt(0);
        return block(INTERFACE, content);
    }

    PcapngFileBuilder packet(int networkInterface, long timestamp, byte[] frame) {
        int padded = (frame.length + 3) / 4 * 4;
        ByteBuffer content = content(20 + padded).putInt(networkInterface);
        content.putInt((int) (timestamp >>> 32)).putInt((int) timestamp);
        content.putInt(frame.length).putInt(frame.length).put(frame);
        return block(ENHANCED_PACKET, content);
    }

    private ByteBuffer content(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    private PcapngFileBuilder block(int type, ByteBuffer content) {
        int length = 12 + content.capacity();
        ByteBuffer block =
                content(length).putInt(type).putInt(length).put(content.array()).putInt(length);
        out.writeBytes(block.array());
        return this;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, out.toByteArray());
    }
}

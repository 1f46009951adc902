package io.wadi.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pcapng files (draft-ietf-opsawg-pcapng): section, interface and enhanced packet blocks. */
final class PcapngFileBuilder {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    PcapngFileBuilder(ByteOrder order) {
        this.order = order;
        block(
                SECTION,
                content(16)
                        .putInt(BYTE_ORDER_MAGIC)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1));
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

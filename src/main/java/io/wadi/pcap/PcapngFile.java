package io.wadi.pcap;

import java.util.List;

/**
 * A file in the format pcapng (draft-ietf-opsawg-pcapng): sections in either byte order, each with interfaces of any
 * link type, snaplen and time scale, and packets in enhanced, simple and obsolete blocks. Other blocks are passed over.
 */
final class PcapngFile extends CaptureFile {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BLOCK_HEADER = 8;
    private static final int TRAILER = 4;
    private static final int SECTION_CONTENT = 16;
    private static final int PACKET_HEADER = 20;
    private static final int SIMPLE_HEADER = 4;

    /** An obsolete packet block does not tell how many frames were lost before it. */
    private static final int LOST_UNKNOWN = 0xffff;

    /** A length that no frame has, so that it is rejected. */
    private static final int IMPOSSIBLE = -1;

    private final FileInterfaces interfaces = new FileInterfaces();
    private boolean inBlock;
    private int blockLength;
    private int left;

    private PcapngFile(CaptureBytes in) {
        super(in);
    }

    /**
     * Reads the header of the first section.
     *
     * @return null if the data does not start like such a file
     * @throws CaptureException if it does, but cannot be read
     */
    static PcapngFile open(CaptureBytes in) throws CaptureException {
        if (!in.has(4) || in.i32(0) != SECTION) {
            return null;
        }
        PcapngFile file = new PcapngFile(in);
        if (!in.has(BLOCK_HEADER)) {
            throw file.cut(BLOCK_HEADER);
        }
        file.block();
        return file;
    }

    /** The second block usually describes the first interface. */
    @Override
    int firstLinkType() throws CaptureException {
        endBlock();
        if (in.has(BLOCK_HEADER) && in.i32(0) == INTERFACE) {
            block();
        }
        return interfaces.firstLinkType();
    }

    @Override
    Read read() throws CaptureException {
        do {
            endBlock();
            if (!in.has(BLOCK_HEADER)) {
                if (in.available() == 0) {
                    return end();
                }
                throw cut(BLOCK_HEADER);
            }
        } while (!block());
        return Read.FRAME;
    }

    /** Reads a block as far as it is used; returns whether it is a frame, whose bytes are then next. */
    private boolean block() throws CaptureException {
        int type = in.i32(0);
        if (type == SECTION) {
            section();
            return false;
        }
        start();
        return switch (type) {
            case ENHANCED_PACKET, OBSOLETE_PACKET -> packet(type);
            case SIMPLE_PACKET -> simplePacket();
            case INTERFACE -> interfaces.describe(in, Math.min(left, MOST_CAPTURED));
            case STATISTICS -> interfaces.count(in, Math.min(left, MOST_CAPTURED));
            default -> false;
        };
    }

    /** The length of a section's header is in the byte order that the header tells after it. */
    private void section() throws CaptureException {
        if (!in.has(BLOCK_HEADER + SECTION_CONTENT)) {
            throw cut(BLOCK_HEADER + SECTION_CONTENT);
        }
        in.order(false);
        if (in.i32(BLOCK_HEADER) != BYTE_ORDER_MAGIC) {
            in.order(true);
        }
        if (in.i32(BLOCK_HEADER) != BYTE_ORDER_MAGIC) {
            throw new CaptureException("the header of a section tells no byte order");
        }
        int major = in.u16(BLOCK_HEADER + 4);
        if (major != 1) {
            throw new CaptureException("version " + major + " of pcapng is unknown");
        }
        interfaces.newSection();
        start();
    }

    private void start() throws CaptureException {
        long bytes = in.u32(4);
        if (bytes < BLOCK_HEADER + TRAILER || bytes % 4 != 0 || bytes > MOST_RECORD) {
            throw new CaptureException("a block claims " + bytes + " bytes; 12 to " + MOST_RECORD + " are possible");
        }
        in.consume(BLOCK_HEADER);
        inBlock = true;
        blockLength = (int) bytes;
        left = blockLength - BLOCK_HEADER - TRAILER;
        int used = Math.min(left + TRAILER, MOST_CAPTURED + PACKET_HEADER);
        if (!in.has(used)) {
            throw cut(left + TRAILER);
        }
    }

    private void endBlock() throws CaptureException {
        if (!inBlock) {
            return;
        }
        if (!in.skip(left) || !in.has(TRAILER)) {
            throw cut(left + TRAILER);
        }
        if (in.i32(0) != blockLength) {
            throw new CaptureException("a block of " + blockLength + " bytes claims " + in.u32(0) + " at its end");
        }
        in.consume(TRAILER);
        inBlock = false;
    }

    private boolean packet(int type) {
        if (left < PACKET_HEADER) {
            return malformed();
        }
        FileInterface from = interfaces.get(type == ENHANCED_PACKET ? in.u32(0) : in.u16(0));
        if (type == OBSOLETE_PACKET && in.u16(2) != LOST_UNKNOWN) {
            from.lostBetween += in.u16(2);
        }
        timestampNanos = from.time.nanos(in.u32(4) << 32 | in.u32(8));
        long bytes = in.u32(12);
        length = in.i32(16);
        consume(PACKET_HEADER);
        return frame(from, bytes);
    }

    /** A simple packet is of the first interface, has no time stamp, and is as long as its snaplen allows. */
    private boolean simplePacket() {
        if (left < SIMPLE_HEADER) {
            return malformed();
        }
        FileInterface from = interfaces.get(0);
        timestampNanos = 0;
        length = in.i32(0);
        consume(SIMPLE_HEADER);
        long most = from.snaplen == 0 ? left : Math.min(left, Integer.toUnsignedLong(from.snaplen));
        return frame(from, Math.min(Integer.toUnsignedLong(length), most));
    }

    private void consume(int count) {
        in.consume(count);
        left -= count;
    }

    private boolean frame(FileInterface from, long bytes) {
        from.frames++;
        linkType = from.linkType;
        captured = (int) Math.min(bytes, left);
        if (bytes > left) {
            length = IMPOSSIBLE;
        }
        return true;
    }

    private boolean malformed() {
        timestampNanos = 0;
        length = IMPOSSIBLE;
        return frame(interfaces.unknown(), 0);
    }

    @Override
    public List<FileInterface.Counts> interfaces() {
        return interfaces.counts();
    }
}

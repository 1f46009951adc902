package io.wadi.sample;

/**
 * A switch with sFlow version 5 (sflow.org), which samples the packets of another such office: one of 128, with the
 * first 128 bytes of each.
 */
final class ExporterSflow extends SampleExporter {

    private static final int RATE = 128;
    private static final int HEADER = 128;
    private static final int ETHERNET = 14;
    private static final int ETHER_TYPE_AT = 12;
    private static final int IPV6_HEADER = 40;

    private final Habits office;
    private final FrameWriter frame = new FrameWriter();
    private int datagrams;
    private int samples;

    ExporterSflow(Direction path, long bootNanos, Dice dice) {
        super(path, bootNanos, dice);
        office = Office.habits(bootNanos, dice);
    }

    @Override
    void write(long nowNanos, Octets out, ExportCounts counts) {
        int count = dice.between(3, 7);
        out.u32(5).u32(1).u32((int) path.from().ip().low()).u32(0);
        out.u32(datagrams++).u32(uptime(nowNanos)).u32(count);
        for (int i = 0; i < count; i++) {
            sample();
            flowSample(out);
            counts.add(RATE, (long) RATE * ipLength());
        }
    }

    /** Moves on to the next packet of IP. */
    private void sample() {
        do {
            office.next(frame);
        } while (!frame.isIp());
    }

    /** A flow sample (format 1) with a raw header (format 1) of Ethernet (protocol 1), without checksum (4 bytes). */
    private void flowSample(Octets out) {
        Octets packet = frame.octets();
        int captured = Math.min(HEADER, packet.length());
        int padded = captured + (-captured & 3);
        out.u32(1).u32(32 + 8 + 16 + padded);
        out.u32(++samples)
                .u32(3)
                .u32(RATE)
                .u32(samples * RATE)
                .u32(0)
                .u32(1)
                .u32(2)
                .u32(1);
        out.u32(1).u32(16 + padded);
        out.u32(1).u32(packet.length() + 4).u32(4).u32(captured);
        out.bytes(packet.array(), 0, captured).zeros(padded - captured);
    }

    /** Bytes of the IP packet, from its header. */
    private int ipLength() {
        byte[] bytes = frame.octets().array();
        return u16(bytes, ETHER_TYPE_AT) == FrameWriter.IPV6
                ? IPV6_HEADER + u16(bytes, ETHERNET + 4)
                : u16(bytes, ETHERNET + 2);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}

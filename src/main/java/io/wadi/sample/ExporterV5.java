package io.wadi.sample;

/** An exporter of NetFlow v5 (Cisco, "NetFlow Export Datagram Format"), without sampling. */
final class ExporterV5 extends SampleExporter {

    private final ExportedTraffic traffic;
    private int sequence;

    /** Creates an exporter that has started at a time. */
    ExporterV5(Direction path, long bootNanos, Dice dice) {
        super(path, bootNanos, dice);
        traffic = new ExportedTraffic(dice);
    }

    @Override
    void write(long nowNanos, Octets out, ExportCounts counts) {
        int records = dice.between(12, 30);
        out.u16(5).u16(records).u32(uptime(nowNanos));
        out.u32((int) (nowNanos / NANOS_PER_SECOND)).u32((int) (nowNanos % NANOS_PER_SECOND));
        out.u32(sequence).u8(1).u8(0).u16(0);
        for (int i = 0; i < records; i++) {
            ExportedTraffic.Drawn flow = traffic.draw(nowNanos, false);
            record(flow, out);
            counts.add(flow.packets(), flow.bytes());
        }
        sequence += records;
    }

    private void record(ExportedTraffic.Drawn flow, Octets out) {
        out.u32((int) flow.src().low()).u32((int) flow.dst().low()).u32((int)
                path.from().ip().low());
        out.u16(1).u16(2).u32(flow.packets()).u32(flow.bytes());
        out.u32(uptime(flow.firstNanos())).u32(uptime(flow.lastNanos()));
        out.u16(flow.srcPort()).u16(flow.dstPort()).u8(0).u8(ExportedTraffic.FLAGS);
        out.u8(ExportedTraffic.TCP).u8(0).u16(64_512).u16(64_513).u8(24).u8(24).u16(0);
    }
}

package io.wadi.sample;

import io.wadi.net.IpAddress;

/**
 * An exporter of NetFlow v9 (RFC 3954) or IPFIX (RFC 7011). It sends its templates with every sixteenth datagram. The
 * one of NetFlow v9 looks at one of 100 packets, and says so in options data.
 */
final class ExporterOfTemplates extends SampleExporter {

    private static final int V4 = 256;
    private static final int V6 = 257;
    private static final int OPTIONS = 258;
    private static final int TEMPLATES_EVERY = 16;
    private static final int RATE = 100;
    private static final int DOMAIN = 7;

    /** IANA elements and lengths: packets, bytes, first and last millisecond, ports, protocol, flags, interfaces. */
    private static final int[] COMMON = {
        2, 4, 1, 4, 152, 8, 153, 8, 7, 2, 11, 2, 4, 1, 6, 1, 10, 4, 14, 4,
    };

    private final boolean ipfix;
    private final ExportedTraffic traffic;
    private int datagrams;
    private int records;
    private int sets;

    ExporterOfTemplates(boolean ipfix, Direction path, long bootNanos, Dice dice) {
        super(path, bootNanos, dice);
        this.ipfix = ipfix;
        traffic = new ExportedTraffic(dice);
    }

    @Override
    void write(long nowNanos, Octets out, ExportCounts counts) {
        int start = out.length();
        header(nowNanos, out);
        int before = records;
        sets = 0;
        if (datagrams % TEMPLATES_EVERY == 0) {
            templates(out);
        }
        data(V4, dice.between(8, 16), nowNanos, out, counts);
        data(V6, dice.between(0, 6), nowNanos, out, counts);
        // IPFIX states its length, NetFlow v9 the number of its sets, which readers do not rely on.
        out.patch16(start + 2, ipfix ? out.length() - start : sets);
        datagrams++;
        records = ipfix ? records : before;
    }

    private void header(long nowNanos, Octets out) {
        int seconds = (int) (nowNanos / NANOS_PER_SECOND);
        if (ipfix) {
            out.u16(10).u16(0).u32(seconds).u32(records).u32(DOMAIN);
        } else {
            out.u16(9).u16(0).u32(uptime(nowNanos)).u32(seconds);
            out.u32(datagrams).u32(DOMAIN);
        }
    }

    private void templates(Octets out) {
        set(ipfix ? 2 : 0, out, () -> {
            template(V4, 8, 12, 4, out);
            template(V6, 27, 28, 16, out);
        });
        if (!ipfix) {
            // Scope: the system (1). Option: one of how many packets is looked at (34).
            set(1, out, () -> out.u16(OPTIONS)
                    .u16(4)
                    .u16(4)
                    .u16(1)
                    .u16(4)
                    .u16(34)
                    .u16(4)
                    .u16(0));
            set(OPTIONS, out, () -> out.u32(0).u32(RATE));
        }
    }

    private void template(int id, int srcElement, int dstElement, int addressLength, Octets out) {
        out.u16(id).u16(2 + COMMON.length / 2).u16(srcElement).u16(addressLength);
        out.u16(dstElement).u16(addressLength);
        for (int each : COMMON) {
            out.u16(each);
        }
    }

    private void data(int template, int count, long nowNanos, Octets out, ExportCounts counts) {
        if (count == 0) {
            return;
        }
        set(template, out, () -> {
            for (int i = 0; i < count; i++) {
                ExportedTraffic.Drawn flow = draw(template == V6, nowNanos);
                record(flow, out);
                long rate = ipfix ? 1 : RATE;
                counts.add(flow.packets() * rate, flow.bytes() * rate);
                records++;
            }
        });
    }

    private ExportedTraffic.Drawn draw(boolean v6, long nowNanos) {
        ExportedTraffic.Drawn flow = traffic.draw(nowNanos, v6);
        while (flow.src().isV4() == v6) {
            flow = traffic.draw(nowNanos, v6);
        }
        return flow;
    }

    private static void record(ExportedTraffic.Drawn flow, Octets out) {
        address(flow.src(), out);
        address(flow.dst(), out);
        out.u32(flow.packets()).u32(flow.bytes());
        out.u64(flow.firstNanos() / NANOS_PER_MILLI).u64(flow.lastNanos() / NANOS_PER_MILLI);
        out.u16(flow.srcPort()).u16(flow.dstPort()).u8(ExportedTraffic.TCP).u8(ExportedTraffic.FLAGS);
        out.u32(1).u32(2);
    }

    private static void address(IpAddress address, Octets out) {
        if (address.isV4()) {
            out.u32((int) address.low());
        } else {
            out.u64(address.high()).u64(address.low());
        }
    }

    /** Writes a set with its header, padded to four bytes. */
    private void set(int id, Octets out, Runnable content) {
        int start = out.length();
        out.u16(id).u16(0);
        content.run();
        out.zeros(-(out.length() - start) & 3);
        out.patch16(start + 2, out.length() - start);
        sets++;
    }
}

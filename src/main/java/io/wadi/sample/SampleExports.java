package io.wadi.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a capture of the datagrams of four exporters, one of each protocol: NetFlow v5 and v9, IPFIX and sFlow v5. The
 * network loses one of 25 datagrams of the exporter of NetFlow v9, so that there is a loss to find.
 *
 * @param datagrams number of datagrams, at least 1; the file has exactly as many records
 * @param seed the same seed and number of datagrams give the same bytes
 * @param start time of the first datagram, 1970 to 2105
 * @param load how many datagrams there are in a time
 */
public record SampleExports(long datagrams, long seed, Instant start, Load load) {

    /** Default number of datagrams: about ten minutes. */
    public static final long DEFAULT_DATAGRAMS = 1_000;

    private static final long NANOS = 1_000_000_000L;
    private static final long UPTIME = 864_000 * NANOS;
    private static final int V9 = 1;
    private static final int LOSES_ONE_OF = 25;

    /**
     * What was written.
     *
     * @param datagrams records in the file
     * @param flows flow records and sampled packets in them
     * @param packets their packets, multiplied by the sampling rate
     * @param bytes their bytes of IP packets, multiplied by the sampling rate
     * @param lost datagrams that the exporter of NetFlow v9 has sent and the file lacks
     * @param span time from the first datagram to the last
     */
    public record Summary(long datagrams, long flows, long packets, long bytes, long lost, Duration span) {}

    /** How busy the exporters are. */
    public enum Load {
        /** A small office: a datagram in 0.6 s. */
        OFFICE(600_000_000L),
        /** For benchmarks: 1,700 datagrams a second, none of sFlow, which not every collector of NetFlow reads. */
        BUSY(600_000L);

        private final long meanPauseNanos;

        Load(long meanPauseNanos) {
            this.meanPauseNanos = meanPauseNanos;
        }
    }

    /** The exporters of a small office. */
    public SampleExports(long datagrams, long seed, Instant start) {
        this(datagrams, seed, start, Load.OFFICE);
    }

    /** Checks the ranges. */
    public SampleExports {
        // The limits are those of the capture of packets.
        new SampleCapture(datagrams, seed, start);
    }

    /**
     * Writes the capture in the pcap format with nanoseconds.
     *
     * @param out the output; buffered here, flushed, and not closed
     * @throws IOException if writing to {@code out} fails
     */
    public Summary write(OutputStream out) throws IOException {
        Writing writing = new Writing(new PcapWriter(out));
        for (long turn = 0; writing.written < datagrams; turn++) {
            writing.step(turn);
        }
        writing.file.flush();
        return writing.summary();
    }

    /** One run. Not thread-safe. */
    private final class Writing {

        private final PcapWriter file;
        private final Dice dice = new Dice(seed);
        private final long startNanos = start.getEpochSecond() * NANOS + start.getNano();
        private final List<SampleExporter> exporters = exporters(startNanos, dice);
        private final ExportCounts counts = new ExportCounts();
        private long now = startNanos;
        private long written;
        private long lost;

        Writing(PcapWriter file) {
            this.file = file;
        }

        void step(long turn) throws IOException {
            SampleExporter exporter = exporters.get((int) (turn % exporters.size()));
            ExportCounts more = new ExportCounts();
            FrameWriter frame = frame(exporter, now, more);
            if (isLost(turn)) {
                lost++;
            } else {
                file.write(now, frame.octets());
                counts.add(more);
                written++;
            }
            now += written < datagrams ? dice.around(load.meanPauseNanos) : 0;
        }

        /** The first and the last datagram of an exporter arrive, because their loss could not be seen. */
        private boolean isLost(long turn) {
            int size = exporters.size();
            return turn % size == V9 && turn / size % LOSES_ONE_OF == LOSES_ONE_OF / 2 && written < datagrams - size;
        }

        Summary summary() {
            return new Summary(
                    written, counts.flows, counts.packets, counts.bytes, lost, Duration.ofNanos(now - startNanos));
        }
    }

    private List<SampleExporter> exporters(long startNanos, Dice dice) {
        Lan lan = new Lan();
        Host collector = lan.named("server-ci");
        long boot = startNanos - UPTIME;
        List<SampleExporter> exporters = new ArrayList<>(List.of(
                new ExporterV5(path(2, collector, 2055), boot, dice),
                new ExporterOfTemplates(false, path(3, collector, 2055), boot, dice),
                new ExporterOfTemplates(true, path(4, collector, 4739), boot, dice)));
        if (load == Load.OFFICE) {
            exporters.add(new ExporterSflow(path(5, collector, 6343), startNanos, dice));
        }
        return exporters;
    }

    /** From the exporter with this number, at 192.168.1.2 and so on, to the collector. */
    private static Direction path(int number, Host collector, int port) {
        return new Direction(
                new Endpoint(0x0200_0000_0000L | number, Lan.address(number), 50_000 + number, 64),
                collector.over4(port));
    }

    private static FrameWriter frame(SampleExporter exporter, long now, ExportCounts counts) {
        FrameWriter frame = new FrameWriter();
        exporter.write(now, frame.udp(exporter.path()), counts);
        frame.finish();
        return frame;
    }
}

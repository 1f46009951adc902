package io.wadi.pcap;

import io.wadi.packet.Packet;
import io.wadi.packet.QueueBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Reads capture files once and decodes them, without Camel, for a program that starts quickly and ends. */
public final class CaptureReading {

    /** Takes the packets of a batch, all of one file. */
    public interface Sink {
        /** An exception ends the reading. */
        void accept(PcapSource source, List<Packet> packets) throws IOException;
    }

    private final PcapConfiguration options;
    private final PcapCounters total = new PcapCounters();
    private final List<PcapSource> sources;

    /**
     * Creates a reading; no file is opened yet.
     *
     * @param files in the order in which they are read
     * @param filter capture filter in the syntax of pcap-filter(7); may be null
     * @param decapsulate whether packets inside tunnels are decoded in place of the outer ones
     * @throws CaptureException if there is no file
     */
    public CaptureReading(List<Path> files, String filter, boolean decapsulate) throws CaptureException {
        this(files, options(filter, decapsulate));
    }

    /**
     * Creates a reading as fast as possible with the other options of an endpoint, of an interface or of files; no file is
     * opened yet.
     *
     * @throws CaptureException if there is no file
     */
    public CaptureReading(List<Path> files, PcapConfiguration endpoint) throws CaptureException {
        options = endpoint.copy();
        options.setKind(PcapConfiguration.Kind.file);
        options.setFiles(files);
        options.setPace("max");
        options.setRepeat(1);
        sources = PcapSources.of(options, total);
    }

    private static PcapConfiguration options(String filter, boolean decapsulate) {
        PcapConfiguration options = new PcapConfiguration();
        options.setFilter(filter);
        options.setDecapsulate(decapsulate);
        return options;
    }

    /**
     * Reads all files to their ends, or until the sink fails. A file that cannot be read, or not completely, tells it
     * by {@link PcapSource#problem()}, and the next one is read.
     *
     * @throws IOException from the sink
     */
    public void run(Sink sink) throws IOException {
        QueueBudget budget = CaptureBudget.of(options);
        CaptureHandover handover = new CaptureHandover(options, budget);
        CaptureGate gate = new CaptureGate();
        CaptureLoop loop = new CaptureLoop(options, sources, null, handover, gate, problem -> {});
        Thread reader = new Thread(loop, "pcap-read");
        reader.setDaemon(true);
        reader.start();
        try {
            new Delivery(handover, budget, options, (source, packets, charge) -> {
                        pass(source, packets, sink);
                        charge.release();
                    })
                    .run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            gate.close();
            reader.interrupt();
        }
    }

    private static void pass(PcapSource source, List<Packet> packets, Sink sink) {
        try {
            sink.accept(source, packets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        source.counters().delivered(packets.size());
    }

    /** The files in order, each with its counters. */
    public List<PcapSource> sources() {
        return sources;
    }

    /** Counters of all files together. */
    public PcapCounters counters() {
        return total;
    }
}

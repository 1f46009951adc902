package io.wadi.pcap;

import io.wadi.packet.Packet;
import io.wadi.packet.QueueBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a capture file several times and decodes it, as a live capture does, with counters that nobody sees. A JVM has
 * compiled the decoders only after some hundred thousand packets, and a capture on a busy link drops packets meanwhile.
 */
public final class CaptureRehearsal implements AutoCloseable {

    /** Of the sample these are a million packets, three seconds; what is compiled then is most of what ever is. */
    private static final int PASSES = 50;

    private static final long QUEUE_BYTES = 8 << 20;
    private static final int QUEUE_PACKETS = 10_000;

    private final CaptureGate gate = new CaptureGate();

    private CaptureRehearsal(PcapConfiguration options, Consumer<List<Packet>> route) throws CaptureException {
        QueueBudget budget = CaptureBudget.of(options);
        CaptureHandover handover = new CaptureHandover(options, budget);
        Delivery delivery = new Delivery(handover, budget, options, (source, packets, charge) -> {
            route.accept(packets);
            charge.release();
        });
        List<PcapSource> sources = PcapSources.of(options, new PcapCounters());
        start(new CaptureLoop(options, sources, null, handover, gate, CaptureLog.LOG::debug), "capture-rehearsal");
        start(delivery, "delivery-rehearsal");
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts to read, on threads of its own.
     *
     * @param file a capture file
     * @param route takes the packets, on one thread
     * @throws CaptureException if the file cannot be found
     */
    public static CaptureRehearsal of(Path file, Consumer<List<Packet>> route) throws CaptureException {
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.file);
        options.setName(file.toString());
        options.setRepeat(PASSES);
        options.setQueueSize(QUEUE_PACKETS);
        options.setQueueBytes(QUEUE_BYTES);
        return new CaptureRehearsal(options, route);
    }

    /** Ends the reading, if it has not ended itself; returns at once, while the last frames are decoded. */
    @Override
    public void close() {
        gate.close();
    }
}

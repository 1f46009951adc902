package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketDecoder;
import io.wadi.packet.QueueBudget;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureFiles;
import io.wadi.pcap.CapturedFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads datagrams of exporters out of captures, one file after the other, and waits where the queue has no room. The
 * time of a frame counts as the time of arrival.
 */
final class ExportReader implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(ExportReader.class);

    private final List<ExportCapture> captures;
    private final DatagramPorts ports;
    private final QueueBudget budget;
    private final BlockingQueue<DatagramBatch> queue;
    private final int batchSize;
    private final PacketDecoder decoder = new PacketDecoder("");
    private final Bytes payload = new Bytes();
    private DatagramBatch filling;
    private volatile boolean stopped;

    ExportReader(
            List<ExportCapture> captures,
            QueueBudget budget,
            BlockingQueue<DatagramBatch> queue,
            NetflowConfiguration options) {
        this.captures = captures;
        this.budget = budget;
        this.queue = queue;
        ports = DatagramPorts.parse(options.getPorts());
        batchSize = options.getBatchSize();
    }

    /**
     * Refuses a capture that is missing or none, when a route starts.
     *
     * @throws CaptureException with one sentence
     */
    static void check(Path capture) throws CaptureException {
        CaptureFiles.check(capture);
    }

    @Override
    public void run() {
        try {
            for (ExportCapture capture : captures) {
                read(capture);
            }
            if (filling != null) {
                handOver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(ExportCapture capture) throws InterruptedException {
        try (CapturedFrames frames = CapturedFrames.open(capture.file())) {
            while (!stopped && frames.next()) {
                capture.count(read(frames), frames.captured());
            }
            capture.finish(stopped ? "It was not read to its end, because Wadi stopped" : null);
        } catch (CaptureException e) {
            LOG.warn("Capture {}: {}", capture.file(), e.getMessage());
            capture.finish(e.getMessage());
        }
    }

    private ExportCapture.Frame read(CapturedFrames frames) throws InterruptedException {
        Outcome outcome = decoder.decode(
                frames.linkType(), frames.bytes(), 0, frames.captured(), frames.length(), frames.timestampNanos());
        if (outcome != Outcome.DECODED) {
            return outcome.isRejected() ? ExportCapture.Frame.REJECTED : ExportCapture.Frame.NOT_IP;
        }
        Packet packet = decoder.packet();
        if (!decoder.udpPayload(payload) || !ports.has(packet.dstPort(), payload)) {
            return ExportCapture.Frame.OTHER;
        }
        if (filling == null) {
            filling = new DatagramBatch(batchSize);
        }
        long nanos = frames.timestampNanos();
        filling.add(payload, new Arrival(packet.src(), packet.srcPort(), nanos, nanos));
        if (filling.isFull()) {
            handOver();
        }
        return ExportCapture.Frame.DATAGRAM;
    }

    private void handOver() throws InterruptedException {
        DatagramBatch batch = filling;
        filling = null;
        batch.charge = budget.acquire(batch.count(), batch.heldBytes());
        queue.add(batch);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        // Each capture is closed by the thread that reads it.
    }
}

package io.wadi.pcap;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between the capture thread, which adds frames, and the delivery thread, which takes batches. What is between them is
 * bounded by the {@link QueueBudget}: a file waits for room; a live capture drops and counts.
 */
final class CaptureHandover {

    /** More spare batches than this are left to the garbage collector; they are the only arrays that nothing charges. */
    private static final int SPARES = 2;

    /** So many batches on their way say that the route does not keep up: more small ones would only cost more. */
    private static final int ENOUGH_BATCHES = 64;

    /**
     * Most bytes of a frame that are kept, libpcap's own limit for link layers that carry IP; it lets frames of others
     * (D-Bus, USB) be 128 MiB long, of which nothing is decoded.
     */
    private static final int MOST_CAPTURED = 262_144;

    private final FrameBatch end = new FrameBatch(0);
    private final BlockingQueue<FrameBatch> queue = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<FrameBatch> spares = new ConcurrentLinkedQueue<>();
    private final QueueBudget budget;

    /** Held by the capture thread, except while it waits for a pipe: then the delivery thread hands over in its place. */
    private final ReentrantLock reading = new ReentrantLock();

    private final int batchSize;
    private final long batchTimeoutNanos;
    private final boolean waits;
    private volatile boolean abandoned;
    private FrameBatch filling;
    private long flushDue;

    CaptureHandover(PcapConfiguration options, QueueBudget budget) {
        this.budget = budget;
        batchSize = options.getBatchSize();
        batchTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(options.getBatchTimeoutMillis());
        waits = options.getKind() == PcapConfiguration.Kind.file;
    }

    void add(PcapSource source, CaptureHandle handle, long timestampNanos) throws InterruptedException {
        int captured = Math.min(Math.max(0, handle.captured()), MOST_CAPTURED);
        if (filling != null && !continues(source, handle, captured)) {
            flush();
        }
        if (filling == null) {
            filling = spare(source, handle.linkType());
            flushDue = System.nanoTime() + batchTimeoutNanos;
        }
        int at = filling.add(timestampNanos, captured, handle.length());
        handle.copyTo(filling.bytes, at, captured);
        if (filling.frames == batchSize) {
            flush();
        } else if ((filling.frames & 31) == 0) {
            flushIfDue();
        }
    }

    private boolean continues(PcapSource source, CaptureHandle handle, int captured) {
        return filling.source == source && filling.linkType == handle.linkType() && !filling.isFullFor(captured);
    }

    private FrameBatch spare(PcapSource source, int linkType) {
        FrameBatch batch = spares.poll();
        if (batch == null) {
            batch = new FrameBatch(batchSize);
        }
        batch.clear(source, linkType);
        return batch;
    }

    /** By the capture thread, before it adds frames. */
    void own() {
        reading.lock();
    }

    /** By the capture thread, before it waits for another program and adds nothing. */
    void leave() {
        reading.unlock();
    }

    /** Hands over frames that have waited long enough; where many batches are on their way, only whole ones follow. */
    void flushIfDue() throws InterruptedException {
        if (isDue()) {
            flush();
        }
    }

    private boolean isDue() {
        return filling != null && System.nanoTime() - flushDue >= 0 && budget.batches() < ENOUGH_BATCHES;
    }

    /** The end of one reading of a source: a file that is shorter than a batch fills it over several readings. */
    void flushIfRead(long frames) throws InterruptedException {
        if (frames >= batchSize) {
            flush();
        } else {
            flushIfDue();
        }
    }

    void flush() throws InterruptedException {
        FrameBatch batch = filling;
        filling = null;
        if (batch == null) {
            return;
        }
        QueueBudget.Charge charge = waits
                ? budget.acquire(batch.frames, batch.bytesToKeep())
                : budget.tryAcquire(batch.frames, batch.bytesToKeep());
        if (charge == null) {
            batch.source.counters().queueDropped(batch.frames);
            giveBack(batch);
            return;
        }
        handOver(batch, charge);
    }

    private void handOver(FrameBatch batch, QueueBudget.Charge charge) {
        FrameBatch handedOver = batch.isMostlyEmpty() ? batch.compact() : batch;
        handedOver.charge = charge;
        queue.add(handedOver);
        if (handedOver != batch) {
            giveBack(batch);
        }
    }

    /** By the delivery thread, which has nothing to do. It must not wait for room, which only it can make. */
    private void flushWhatStalls() {
        if (!reading.tryLock()) {
            return;
        }
        try {
            FrameBatch batch = filling;
            QueueBudget.Charge charge = isDue() ? budget.tryAcquire(batch.frames, batch.bytesToKeep()) : null;
            if (charge != null) {
                filling = null;
                handOver(batch, charge);
            }
        } finally {
            reading.unlock();
        }
    }

    /** No more frames will come. */
    void end() {
        queue.add(end);
    }

    /** What waits is given up; it does not count as received. */
    void abandon() {
        abandoned = true;
    }

    /** The next batch, or null once the capture has ended or is given up. */
    FrameBatch take() throws InterruptedException {
        FrameBatch batch = waits ? takeOrFlush() : queue.take();
        return batch == end || abandoned ? null : batch;
    }

    /** A live capture looks at the time by itself, because it never waits for a frame for long. */
    private FrameBatch takeOrFlush() throws InterruptedException {
        FrameBatch batch = queue.poll(batchTimeoutNanos, TimeUnit.NANOSECONDS);
        while (batch == null) {
            flushWhatStalls();
            batch = queue.poll(batchTimeoutNanos, TimeUnit.NANOSECONDS);
        }
        return batch;
    }

    /** Whoever is done with a batch gives it back to be filled again. */
    void giveBack(FrameBatch batch) {
        if (batch.isReusable(batchSize) && spares.size() < SPARES) {
            spares.add(batch);
        }
    }
}

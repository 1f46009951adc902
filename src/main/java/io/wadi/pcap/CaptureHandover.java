package io.wadi.pcap;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Between the capture thread, which adds frames, and the delivery thread, which takes batches. What is between them is
 * bounded by the {@link QueueBudget}: a file waits for room; a live capture drops and counts.
 */
final class CaptureHandover {

    /** More spare batches than this are left to the garbage collector. */
    private static final int SPARES = 16;

    private final FrameBatch end = new FrameBatch(0);
    private final BlockingQueue<FrameBatch> queue = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<FrameBatch> spares = new ConcurrentLinkedQueue<>();
    private final QueueBudget budget;
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
        int captured = Math.max(0, handle.captured());
        if (filling != null && (filling.source != source || filling.isFullFor(captured))) {
            flush();
        }
        if (filling == null) {
            filling = spare(source, handle.linkType());
            flushDue = System.nanoTime() + batchTimeoutNanos;
        }
        int at = filling.add(timestampNanos, captured, handle.length());
        handle.copyTo(filling.bytes, at);
        if (filling.frames == batchSize) {
            flush();
        } else if ((filling.frames & 31) == 0) {
            flushIfDue();
        }
    }

    /** Frames that wait for their batch to fill up. */
    int pending() {
        return filling == null ? 0 : filling.frames;
    }

    private FrameBatch spare(PcapSource source, int linkType) {
        FrameBatch batch = spares.poll();
        if (batch == null) {
            batch = new FrameBatch(batchSize);
        }
        batch.clear(source, linkType);
        return batch;
    }

    void flushIfDue() throws InterruptedException {
        if (filling != null && System.nanoTime() - flushDue >= 0) {
            flush();
        }
    }

    void flush() throws InterruptedException {
        FrameBatch batch = filling;
        filling = null;
        if (batch == null) {
            return;
        }
        if (waits) {
            budget.acquire(batch.frames, batch.used);
        } else if (!budget.tryAcquire(batch.frames, batch.used)) {
            batch.source.counters().queueDropped(batch.frames);
            giveBack(batch);
            return;
        }
        queue.add(batch);
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
        FrameBatch batch = queue.take();
        return batch == end || abandoned ? null : batch;
    }

    /** Whoever is done with a batch gives it back to be filled again. */
    void giveBack(FrameBatch batch) {
        if (spares.size() < SPARES) {
            spares.add(batch);
        }
    }
}

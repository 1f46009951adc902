package io.wadi.pcap;

import io.wadi.packet.QueueBudget;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes frames from the capture thread to the delivery thread in batches. {@link QueueBudget} limits the batches in
 * between: at the limit, reading a file pauses, and a live capture drops and counts frames.
 */
final class CaptureHandover {

    /**
     * Most spare batches; further ones are garbage-collected. Spare batches are the only arrays without a memory
     * charge.
     */
    private static final int SPARES = 2;

    /**
     * With this many batches in flight the route cannot keep up, and more small batches would only increase the cost.
     */
    private static final int ENOUGH_BATCHES = 64;

    private final FrameBatch end = new FrameBatch(0);
    private final BlockingQueue<FrameBatch> queue = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<FrameBatch> spares = new ConcurrentLinkedQueue<>();
    private final QueueBudget budget;

    /** Held by the capture thread, except while it waits for a pipe; then the delivery thread may hand over instead. */
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

    void add(PcapSource source, FrameReader handle, long timestampNanos) throws InterruptedException {
        int captured = Math.min(Math.max(0, handle.captured()), CaptureFile.MOST_CAPTURED);
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

    private boolean continues(PcapSource source, FrameReader handle, int captured) {
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

    /** Called by the capture thread before it adds frames. */
    void own() {
        reading.lock();
    }

    /** Called by the capture thread before it waits for another program and adds no frames. */
    void leave() {
        reading.unlock();
    }

    /**
     * Hands over frames that have waited long enough. If many batches are in flight, only full batches are handed over.
     */
    void flushIfDue() throws InterruptedException {
        if (isDue()) {
            flush();
        }
    }

    private boolean isDue() {
        return filling != null && System.nanoTime() - flushDue >= 0 && budget.batches() < ENOUGH_BATCHES;
    }

    /** Called after each pass over a source. A file that is shorter than a batch fills it over several passes. */
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

    /** Called by an idle delivery thread. It must not wait for room, because only this thread frees room. */
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

    /** Called when no more frames will follow. */
    void end() {
        queue.add(end);
    }

    /** Discards waiting frames; they do not count as received. */
    void abandon() {
        abandoned = true;
    }

    /** The next batch; null if the capture has ended or its frames are discarded. */
    FrameBatch take() throws InterruptedException {
        FrameBatch batch = waits ? takeOrFlush() : queue.take();
        return batch == end || abandoned ? null : batch;
    }

    /** Only for files: a live capture checks the time itself, because it never waits long for a frame. */
    private FrameBatch takeOrFlush() throws InterruptedException {
        FrameBatch batch = queue.poll(batchTimeoutNanos, TimeUnit.NANOSECONDS);
        while (batch == null) {
            flushWhatStalls();
            batch = queue.poll(batchTimeoutNanos, TimeUnit.NANOSECONDS);
        }
        return batch;
    }

    /** Takes back a used batch to fill it again. */
    void giveBack(FrameBatch batch) {
        if (batch.isReusable(batchSize) && spares.size() < SPARES) {
            spares.add(batch);
        }
    }
}

package io.wadi.netflow;

import io.wadi.packet.MemoryCharge;
import io.wadi.packet.QueueBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The delivery thread of a worker: decodes batches of datagrams and sends the flows of each as one exchange. */
final class DatagramDelivery implements Runnable {

    /** Sends flows to the route and calls back when the route has finished them. */
    interface Route {
        void send(List<ExportedFlow> flows, MemoryCharge charge);
    }

    private static final long SWEEP_MILLIS = 1_000;
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);

    /** Most time until the end of a capture is noticed. */
    private static final long CAPTURE_MILLIS = 20;

    /**
     * A batch with more flows becomes several exchanges: a datagram may have thousands of tiny records, and more may have
     * waited for its template.
     */
    private static final int ENOUGH_FLOWS = 5_000;

    private final BlockingQueue<DatagramBatch> queue;
    private final QueueBudget budget;
    private final DatagramDecoder decoder;
    private final Route route;
    private final boolean live;
    private long swept = System.nanoTime();
    private volatile boolean ending;

    /**
     * Creates a delivery.
     *
     * @param live whether data sets wait for their template for a limited time; those of captures wait until the end
     */
    DatagramDelivery(
            BlockingQueue<DatagramBatch> queue,
            QueueBudget budget,
            DatagramDecoder decoder,
            Route route,
            boolean live) {
        this.queue = queue;
        this.budget = budget;
        this.decoder = decoder;
        this.route = route;
        this.live = live;
    }

    @Override
    public void run() {
        try {
            while (!ending || !queue.isEmpty()) {
                DatagramBatch batch = queue.poll(ending ? 0 : waitMillis(), TimeUnit.MILLISECONDS);
                if (batch != null) {
                    deliver(batch);
                }
                sweep();
            }
            decoder.sources().dropWaiting();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long waitMillis() {
        return live ? SWEEP_MILLIS : CAPTURE_MILLIS;
    }

    private void deliver(DatagramBatch batch) throws InterruptedException {
        List<ExportedFlow> flows = new ArrayList<>(batch.count() * 8);
        budget.awaitPassage();
        for (int i = 0; i < batch.count(); i++) {
            flows = sendPartOfMany(flows, batch.charge);
            decode(batch, i, flows);
            for (boolean more = true; more; more = decodeWaiting(flows)) {
                flows = sendPartOfMany(flows, batch.charge);
            }
        }
        if (flows.isEmpty()) {
            batch.charge.release();
        } else {
            batch.charge.decoded(flows.size(), heldBytes(flows));
            route.send(flows, batch.charge);
        }
    }

    /** Sends the flows so far, if they are enough for an exchange; returns the list for the next ones. */
    private List<ExportedFlow> sendPartOfMany(List<ExportedFlow> flows, MemoryCharge ofBatch)
            throws InterruptedException {
        if (flows.size() < ENOUGH_FLOWS) {
            return flows;
        }
        budget.awaitPassage();
        MemoryCharge charge = ofBatch.another();
        charge.set(heldBytes(flows));
        route.send(flows, charge);
        return new ArrayList<>();
    }

    private static long heldBytes(List<ExportedFlow> flows) {
        return (long) ExportedFlow.HEAP_BYTES * flows.size();
    }

    private void decode(DatagramBatch batch, int i, List<ExportedFlow> flows) {
        decoder.sources().lock.lock();
        try {
            batch.decode(i, decoder, flows);
        } finally {
            decoder.sources().lock.unlock();
        }
    }

    private boolean decodeWaiting(List<ExportedFlow> flows) {
        decoder.sources().lock.lock();
        try {
            return decoder.decodeWaiting(flows);
        } finally {
            decoder.sources().lock.unlock();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        if (live && now - swept >= SWEEP_NANOS) {
            swept = now;
            decoder.sources().expire(now);
        }
    }

    /** Ends the thread after it has delivered the batches that were handed over. */
    void end() {
        ending = true;
    }
}

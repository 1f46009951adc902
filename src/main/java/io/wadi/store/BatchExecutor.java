package io.wadi.store;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Stores or publishes the batches of a route one after the other, on its own thread. One more batch may wait. The
 * caller with a third batch is blocked, whether it is the Kafka consumer or the capture. The executor that the
 * Aggregator EIP would create holds a thousand batches in memory while the database is away, and does not keep their
 * order.
 */
public final class BatchExecutor extends ThreadPoolExecutor implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;

    /**
     * Creates an executor, which has no thread yet.
     *
     * @param name name of its thread
     */
    public BatchExecutor(String name) {
        super(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> thread(task, name));
        allowCoreThreadTimeOut(true);
        setRejectedExecutionHandler((task, full) -> awaitRoom(task));
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void awaitRoom(Runnable task) {
        try {
            while (!isShutdown()) {
                if (getQueue().offer(task, 1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the route is stopping");
    }

    /** Discards the waiting batch and interrupts the current one. */
    @Override
    public void close() {
        shutdownNow();
    }
}

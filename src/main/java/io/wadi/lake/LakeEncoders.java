package io.wadi.lake;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Encodes runs of batches as Parquet, so that consumers read meanwhile. It has a thread for each processor, and no
 * limit of its own: a batch gives it one run at a time. Its threads end when they have nothing to do.
 */
public final class LakeEncoders extends ThreadPoolExecutor {

    private static final int IDLE_SECONDS = 10;

    /** Encoders without a thread yet. */
    public LakeEncoders() {
        this(Runtime.getRuntime().availableProcessors());
    }

    private LakeEncoders(int threads) {
        super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LakeEncoders::thread);
        allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "lake-encoder");
        thread.setDaemon(true);
        return thread;
    }
}

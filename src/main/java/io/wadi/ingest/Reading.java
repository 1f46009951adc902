package io.wadi.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the end of captures that are being read. */
final class Reading {

    private static final long LOOK_MILLIS = 100;

    private Reading() {}

    /** Waits until {@code finished}, and calls {@code show} ten times a second until then. */
    static void await(CompletableFuture<Void> finished, Runnable show) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                finished.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillReading) {
                show.run();
            }
        }
    }

    /** What share of all bytes has been read, from 0 to 1. */
    static double share(long read, long size) {
        return size == 0 ? 0 : (double) read / size;
    }
}

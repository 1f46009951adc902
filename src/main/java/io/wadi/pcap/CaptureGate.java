package io.wadi.pcap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells the capture thread whether to go on, to pause, or to end. */
final class CaptureGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean open = true;
    private volatile boolean suspended;

    boolean isOpen() {
        return open;
    }

    boolean isSuspended() {
        return suspended;
    }

    void suspend() {
        change(open, true);
    }

    void resume() {
        change(open, false);
    }

    void close() {
        change(false, suspended);
    }

    private void change(boolean nowOpen, boolean nowSuspended) {
        lock.lock();
        try {
            open = nowOpen;
            suspended = nowSuspended;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the capture is to run, or to end. */
    void awaitRunning() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open && suspended) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, or less when the capture is to end. */
    void pause(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.wadi.pcap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells the capture thread whether to run, to pause, or to end. */
final class CaptureGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean open = true;
    private volatile boolean suspended;
    private boolean resting;
    private volatile boolean opening;

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

    /** Returns when the capture must run or end. */
    void awaitRunning() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open && suspended) {
                rest(true);
                changed.await();
            }
        } finally {
            rest(false);
            lock.unlock();
        }
    }

    private void rest(boolean now) {
        if (resting != now) {
            resting = now;
            changed.signalAll();
        }
    }

    /** The capture thread opens a source, and has no frames. This takes as long as nobody writes to a FIFO. */
    void opening(boolean now) {
        lock.lock();
        try {
            opening = now;
            rest(now);
        } finally {
            lock.unlock();
        }
    }

    boolean isOpening() {
        return opening;
    }

    /** Called when the capture thread has ended. */
    void ended() {
        lock.lock();
        try {
            rest(true);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the capture thread has reacted to a suspension and handed over its frames. */
    boolean awaitRest(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!resting && left > 0) {
                left = changed.awaitNanos(left);
            }
            return resting;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for this time, or until the capture must end. The caller has handed over its frames before. */
    void pause(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            rest(true);
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            rest(false);
            lock.unlock();
        }
    }
}

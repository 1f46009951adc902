package io.wadi.pcap;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many packets and bytes may be between the capture thread and the end of the route. Packets count until their
 * exchange is done, bytes until they are decoded.
 */
final class QueueBudget {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final int mostPackets;
    private final long mostBytes;
    private int packets;
    private long bytes;

    QueueBudget(int mostPackets, long mostBytes) {
        this.mostPackets = mostPackets;
        this.mostBytes = mostBytes;
    }

    /** Takes room if there is any; a single batch always fits into an empty budget. */
    boolean tryAcquire(int morePackets, long moreBytes) {
        lock.lock();
        try {
            if (!fits(morePackets, moreBytes)) {
                return false;
            }
            packets += morePackets;
            bytes += moreBytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room and takes it. */
    void acquire(int morePackets, long moreBytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!fits(morePackets, moreBytes)) {
                room.await();
            }
            packets += morePackets;
            bytes += moreBytes;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(int morePackets, long moreBytes) {
        return packets == 0 && bytes == 0 || packets + morePackets <= mostPackets && bytes + moreBytes <= mostBytes;
    }

    void release(int fewerPackets, long fewerBytes) {
        lock.lock();
        try {
            packets -= fewerPackets;
            bytes -= fewerBytes;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int packets() {
        lock.lock();
        try {
            return packets;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything has left. */
    boolean awaitEmpty(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (packets > 0 || bytes > 0) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}

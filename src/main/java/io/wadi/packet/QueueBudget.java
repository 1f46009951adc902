package io.wadi.packet;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the packets and heap bytes between the thread that receives and the end of the route, where Kafka has
 * acknowledged the packets. Each batch holds a {@link Charge}: first for the frames that wait to be decoded, then for
 * their packets or messages. Only new frames and the next batch wait for room. A batch that is being processed may exceed the budget,
 * so it never waits for itself. Budgets that {@link #join} each other share the bytes equally, so that together they do not exceed
 * those of one. Thread-safe.
 */
public final class QueueBudget {

    /** Heap size of an exchange in the route without its body. */
    static final int EXCHANGE_BYTES = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final int mostPackets;
    private final long mostBytes;
    private final long mostWaiting;
    private int packets;
    private int batches;
    private long waiting;
    private long onward;
    private AtomicInteger sharers;
    private boolean isClosed;

    /**
     * Creates an empty budget.
     *
     * @param mostBytes most bytes in total
     * @param mostWaiting most bytes of frames that wait to be decoded; the rest is kept free for their packets
     */
    public QueueBudget(int mostPackets, long mostBytes, long mostWaiting) {
        this.mostPackets = mostPackets;
        this.mostBytes = mostBytes;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Shares the bytes with all other budgets that have joined, until this one is closed and empty.
     *
     * @param sharers the number of budgets that have joined
     */
    public void join(AtomicInteger sharers) {
        lock.lock();
        try {
            this.sharers = sharers;
            sharers.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    /** Frames that wait are discarded. The others get this part when the last batch in the route is released. */
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            leaveIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void leaveIfEmpty() {
        if (isClosed && sharers != null && onward == 0) {
            sharers.decrementAndGet();
            sharers = null;
        }
    }

    private long part(long bytes) {
        return sharers == null ? bytes : bytes / sharers.get();
    }

    /** Takes room for frames; null if there is none. A batch always fits into an empty budget. */
    public Charge tryAcquire(int frames, long bytes) {
        lock.lock();
        try {
            return fits(frames, bytes) ? take(frames, bytes) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room for frames and takes it. */
    public Charge acquire(int frames, long bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!fits(frames, bytes)) {
                room.await();
            }
            return take(frames, bytes);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(int frames, long bytes) {
        return waiting + onward == 0
                || packets + frames <= mostPackets
                        && waiting + onward + bytes + EXCHANGE_BYTES <= part(mostBytes)
                        && (waiting == 0 || waiting + bytes + EXCHANGE_BYTES <= part(mostWaiting));
    }

    private Charge take(int frames, long bytes) {
        packets += frames;
        batches++;
        Charge charge = new Charge(frames, bytes + EXCHANGE_BYTES);
        waiting += charge.ownBytes;
        return charge;
    }

    /** Waits until the next batch may be decoded: there is room, or nothing is in use that could free room. */
    public void awaitPassage() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting + onward > part(mostBytes) && onward > 0) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Packets in use. */
    public int packets() {
        lock.lock();
        try {
            return packets;
        } finally {
            lock.unlock();
        }
    }

    /** Batches in use, of any size. */
    public int batches() {
        lock.lock();
        try {
            return batches;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes in use. */
    public long bytes() {
        lock.lock();
        try {
            return isClosed ? onward : waiting + onward;
        } finally {
            lock.unlock();
        }
    }

    /** Most bytes at the moment: its part if it has joined others. */
    public long mostBytes() {
        lock.lock();
        try {
            return part(mostBytes);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all packets have left the route; data made of them may be held longer. */
    public boolean awaitEmpty(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (packets > 0) {
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

    /** The share of one batch, or of data made of several batches. */
    public final class Charge implements MemoryCharge {

        private final boolean ofBatch;
        private boolean decoded;
        private boolean released;
        private int ownPackets;
        private long ownBytes;

        private Charge(int frames, long bytes) {
            ofBatch = true;
            ownPackets = frames;
            ownBytes = bytes;
        }

        private Charge() {
            ofBatch = false;
            decoded = true;
        }

        /** Replaces the frames by their packets, of which there may be none. */
        public void decoded(int newPackets, long newBytes) {
            lock.lock();
            try {
                move(newPackets, newBytes + EXCHANGE_BYTES);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void set(long bytes) {
            lock.lock();
            try {
                if (!released) {
                    move(ownPackets, bytes + EXCHANGE_BYTES);
                }
            } finally {
                lock.unlock();
            }
        }

        private void move(int newPackets, long newBytes) {
            packets += newPackets - ownPackets;
            if (decoded) {
                onward -= ownBytes;
            } else {
                waiting -= ownBytes;
            }
            onward += newBytes;
            ownPackets = newPackets;
            ownBytes = newBytes;
            decoded = true;
            leaveIfEmpty();
            room.signalAll();
        }

        @Override
        public MemoryCharge another() {
            return new Charge();
        }

        @Override
        public void release() {
            lock.lock();
            try {
                if (!released) {
                    released = true;
                    batches -= ofBatch ? 1 : 0;
                    move(0, 0);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}

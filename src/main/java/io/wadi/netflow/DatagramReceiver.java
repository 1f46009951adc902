package io.wadi.netflow;

import io.wadi.packet.QueueBudget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The receiving thread of a worker: copies datagrams from its socket into batches, and drops those without room. */
final class DatagramReceiver implements Intake {

    private static final int LONGEST_DATAGRAM = 65_535;
    private static final long IDLE_MILLIS = 1_000;

    /** Most time at the end for datagrams that the kernel still holds. */
    private static final long DRAIN_NANOS = 1_000_000_000L;

    private final DatagramChannel channel;
    private final Selector selector;
    private final QueueBudget budget;
    private final BlockingQueue<DatagramBatch> queue;
    private final NetflowCounters counters;
    private final int batchSize;
    private final long timeoutNanos;
    private final Clock clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    private DatagramBatch filling;
    private long due;
    private volatile boolean stopped;
    private volatile long drainUntil;

    DatagramReceiver(
            DatagramChannel channel,
            QueueBudget budget,
            BlockingQueue<DatagramBatch> queue,
            NetflowConfiguration options,
            NetflowCounters counters,
            Clock clock)
            throws IOException {
        this.channel = channel;
        this.budget = budget;
        this.queue = queue;
        this.counters = counters;
        this.clock = clock;
        batchSize = options.getBatchSize();
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(options.getBatchTimeoutMillis());
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                selector.select(waitMillis());
                selector.selectedKeys().clear();
                receiveAll();
                if (filling != null && System.nanoTime() - due >= 0) {
                    handOver();
                }
            }
            receiveAll();
        } catch (IOException | ClosedSelectorException e) {
            if (!stopped) {
                throw new IllegalStateException("The socket of exporters failed: " + e, e);
            }
        } finally {
            if (filling != null) {
                handOver();
            }
        }
    }

    private long waitMillis() {
        return filling == null ? IDLE_MILLIS : Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()));
    }

    private void receiveAll() throws IOException {
        while (!isLate()) {
            InetSocketAddress sender = receive();
            if (sender == null) {
                return;
            }
            if (filling == null) {
                filling = new DatagramBatch(batchSize);
                due = System.nanoTime() + timeoutNanos;
            }
            filling.add(buffer.flip(), sender, nanos(), System.nanoTime());
            if (filling.isFull()) {
                handOver();
            }
        }
    }

    private boolean isLate() {
        return stopped && System.nanoTime() - drainUntil > 0;
    }

    private InetSocketAddress receive() throws IOException {
        buffer.clear();
        return (InetSocketAddress) channel.receive(buffer);
    }

    private long nanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * MessageTimes.NANOS_PER_SECOND + now.getNano();
    }

    private void handOver() {
        DatagramBatch batch = filling;
        filling = null;
        batch.charge = budget.tryAcquire(batch.count(), batch.heldBytes());
        if (batch.charge == null) {
            counters.queueDropped(batch.count());
        } else {
            queue.add(batch);
        }
    }

    /** Ends the thread after it has handed over what was received, by it or by the kernel. */
    @Override
    public void stop() {
        drainUntil = System.nanoTime() + DRAIN_NANOS;
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}

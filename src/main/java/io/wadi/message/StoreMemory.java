package io.wadi.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The bean {@code store-memory}: the heap that the batches of all store routes of this process hold, of all partitions,
 * from their first packet until they are stored. A batch that is large, or that grows while all of them together are,
 * is stored at once instead of growing further. Its route's executor then makes the consumer wait, so the sum exceeds
 * its limit by at most one poll per consumer. Thread-safe.
 */
public final class StoreMemory implements MeterBinder {

    /**
     * The limit is this part of the heap. A batch is charged by an estimate; what a topic's longest texts really take is
     * up to twice as much, and while a batch is stored, its rows take as much again.
     */
    private static final int PART_OF_HEAP = 6;

    /** One batch may have this part of the limit: 15 MB of the launcher's heap, 30,000 packets without names. */
    private static final int PART_OF_LIMIT = 5;

    private static final String PROPERTY = "WadiStoreMemory";
    private static final Cleaner DISCARDED = Cleaner.create();

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final LongAdder early = new LongAdder();

    /** A limit that fits the heap. */
    public StoreMemory() {
        this(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** A limit of so many bytes. */
    public StoreMemory(long most) {
        this.most = most;
    }

    /** What one group is charged; it knows nothing of the group, which can be collected when a route discards it. */
    private static final class Charge implements Runnable {
        private final AtomicLong held;
        private long bytes;

        Charge(AtomicLong held) {
            this.held = held;
        }

        synchronized void set(long now) {
            held.addAndGet(now - bytes);
            bytes = now;
        }

        @Override
        public void run() {
            set(0);
        }
    }

    /** Ends with its group: when that is done, or when a route that is replaced has discarded it. */
    private static final class Holding {
        private final Charge charge;
        private final Cleaner.Cleanable end;

        Holding(AtomicLong held) {
            charge = new Charge(held);
            end = DISCARDED.register(this, charge);
        }
    }

    /**
     * Charges what a group of an aggregation holds now.
     *
     * @return whether it must not grow further
     */
    public boolean hold(Exchange group, long bytes) {
        Holding holding = group.getProperty(PROPERTY, Holding.class);
        if (holding == null) {
            holding = new Holding(held);
            group.setProperty(PROPERTY, holding);
        }
        holding.charge.set(bytes);
        boolean full = bytes > most / PART_OF_LIMIT || held.get() > most;
        if (full) {
            early.increment();
        }
        return full;
    }

    /** Releases a completed group when it is stored, or its route gives it up. */
    public void releaseAfter(Exchange group) {
        Holding holding = group.getProperty(PROPERTY, Holding.class);
        if (holding != null) {
            group.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange exchange) {
                    holding.end.clean();
                }
            });
        }
    }

    /** Bytes that are held. */
    public long heldBytes() {
        return held.get();
    }

    /** Batches that were completed because of their size in bytes. */
    public long earlyBatches() {
        return early.sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this)
                .gauge(
                        "wadi.store.held",
                        "Heap that batches use until they are stored",
                        BaseUnits.BYTES,
                        StoreMemory::heldBytes)
                .gauge("wadi.store.held.limit", "Limit of that heap", BaseUnits.BYTES, memory -> memory.most)
                .counter(
                        "wadi.store.early.batches",
                        "Batches that were stored before they had all their packets, to limit the heap that they use",
                        StoreMemory::earlyBatches);
    }
}

package io.wadi.store;

import io.wadi.message.Attempt;
import io.wadi.message.FailedGroup;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The bean {@code stored-offsets}: the position of each consumer. Table {@code ingest_offsets} is authoritative;
 * Kafka only has a copy. For the lake, the bean {@code lake-offsets}: there the current snapshot is authoritative. A store statement moves the offset in the transaction of its rows, and only from the start
 * of its batch (the fence). If the statement did not move the offset, this bean sends the consumer back to the
 * stored offset. Thread-safe.
 */
public final class StoredOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(StoredOffsets.class);

    /** How long a rejected batch waits for an offset that is held; another store holds it for milliseconds. */
    private static final Duration HELD = Duration.ofSeconds(1);

    private static final int LOOK_MILLIS = 50;

    private record Reader(String consumer, TopicPartition partition) {}

    private final OffsetTable table;
    private final TopicIds topicIds;
    private final StoreCounters counters;
    private final BatchLimits limits;
    private final Set<Reader> rewinds = ConcurrentHashMap.newKeySet();
    private final Set<Reader> held = ConcurrentHashMap.newKeySet();
    private final Map<Reader, Long> stored = new ConcurrentHashMap<>();
    private final PausedPartitions paused = new PausedPartitions();

    /**
     * Creates the bean.
     *
     * @param topicIds the ids of topics, looked up before each batch is stored
     * @param counters counts the stored batches
     */
    public StoredOffsets(DataSource database, TopicIds topicIds, StoreCounters counters) {
        this(new IngestOffsets(database), topicIds, counters);
    }

    /** Creates the bean with limits for batches that the database refuses. */
    public StoredOffsets(DataSource database, TopicIds topicIds, StoreCounters counters, BatchLimits limits) {
        this(new IngestOffsets(database), topicIds, counters, limits);
    }

    StoredOffsets(OffsetTable table, TopicIds topicIds, StoreCounters counters) {
        this(table, topicIds, counters, new BatchLimits(counters));
    }

    /** Creates the bean for a store whose offsets are elsewhere. */
    public StoredOffsets(OffsetTable table, TopicIds topicIds, StoreCounters counters, BatchLimits limits) {
        this.table = table;
        this.topicIds = topicIds;
        this.counters = counters;
        this.limits = limits;
    }

    /** The limits of the next batches. */
    BatchLimits limits() {
        return limits;
    }

    /** Partitions whose offsets cannot be read. */
    PausedPartitions paused() {
        return paused;
    }

    /** The consumers that have read nothing for this long because they cannot read their offsets, one phrase each. */
    public List<String> paused(Duration longerThan) {
        return paused.longerThan(longerThan);
    }

    OffsetTable table() {
        return table;
    }

    TopicIds topicIds() {
        return topicIds;
    }

    /**
     * Called by a store route before its statement. It ends the exchange if the topic was recreated after its position
     * was looked up, because the batch may then have messages of either topic: the fence compares only the id at that
     * time, and a broker returns messages by the name of the topic. It throws the failure of a {@link FailedGroup}.
     *
     * @throws BrokerAwayException if the broker does not answer
     */
    public void verify(@Header(StoreHeaders.RANGE) OffsetRange range, Exchange exchange) {
        FailedGroup.throwFailure(exchange);
        if (range.topicId() == null) {
            return;
        }
        String now = topicIds.of(Set.of(range.topic())).getOrDefault(range.topic(), range.topicId());
        if (!now.equals(range.topicId())) {
            LOG.warn("Topic {} was recreated: {} is not stored", range.topic(), range);
            reject(reader(range, exchange));
            exchange.setRouteStop(true);
        }
    }

    /**
     * Called by a store route after its statement, whose result is the number of offsets that it moved: 1 if the batch
     * was stored, 0 if the fence rejected it. The fence rejects a batch that another writer, or this one before a
     * rebalance, has already stored. It also rejects it while another transaction holds the offset, because the route
     * stores the batches of its partitions one after the other, and all would wait. This method waits a second for it,
     * so that the consumer does not read the batch again at once. After a trial it goes back as well.
     *
     * @throws InterruptedException when the route stops
     * @throws IllegalStateException if the body is no number, which a step of the user's causes and not the batch
     */
    public void confirm(
            @Header(StoreHeaders.RANGE) OffsetRange range,
            @Header(StoreHeaders.PACKETS) long packets,
            Exchange exchange)
            throws InterruptedException {
        Reader reader = reader(range, exchange);
        Long moved = exchange.getMessage().getBody(Long.class);
        if (moved == null) {
            throw new IllegalStateException("A step has replaced the result of the one that stores");
        }
        boolean isTrial = Attempt.of(exchange).isTrial();
        if (moved == 1 && isTrial) {
            limits.passed(reader.consumer(), reader.partition(), Attempt.of(exchange));
        } else if (moved == 1) {
            stored.put(reader, range.next());
            counters.stored(reader.consumer(), packets);
            limits.stored(reader.consumer(), reader.partition());
            held.remove(reader);
        } else {
            if (!stayedHeld(reader)) {
                logRejection(reader, range);
            } else if (held.add(reader)) {
                LOG.warn(
                        "{} cannot store {} now: another transaction holds its row in ingest_offsets; other partitions "
                                + "continue",
                        reader.consumer(),
                        range);
            }
            reject(reader);
        }
        exchange.getMessage().setHeader(StoreHeaders.STORED, moved == 1 && !isTrial);
    }

    /** Waits until no other transaction holds the offset; true if one still does after a second. */
    private boolean stayedHeld(Reader reader) throws InterruptedException {
        long began = System.nanoTime();
        while (table.isHeld(reader.consumer(), reader.partition())) {
            if (System.nanoTime() - began > HELD.toNanos()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return false;
    }

    /** While the culprit of a refused batch is searched for, or after another transaction held the offset, this is expected. */
    private void logRejection(Reader reader, OffsetRange range) {
        boolean expected = held.contains(reader) || limits.isSearching(reader.consumer(), reader.partition());
        LOG.atLevel(expected ? Level.DEBUG : Level.WARN)
                .log(
                        "{} did not store {}: the stored offset differs; it continues at the stored offset",
                        reader.consumer(),
                        range);
    }

    private static Reader reader(OffsetRange range, Exchange exchange) {
        String consumer = exchange.getMessage().getHeader(StoreHeaders.CONSUMER, String.class);
        return new Reader(consumer, new TopicPartition(range.topic(), range.partition()));
    }

    private void reject(Reader reader) {
        counters.heldOff(reader.consumer());
        rewinds.add(reader);
    }

    /** Whether the consumer must return to the stored offset of a partition; returns true once. */
    boolean takeRewind(String consumer, TopicPartition partition) {
        boolean refused = limits.takeRewind(consumer, partition);
        return rewinds.remove(new Reader(consumer, partition)) || refused;
    }

    /** The offsets stored since the last call. They are copied to Kafka, where tools show them as lag. */
    Map<TopicPartition, OffsetAndMetadata> takeStored(String consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long next = stored.remove(new Reader(consumer, partition));
            if (next != null) {
                taken.put(partition, new OffsetAndMetadata(next));
            }
        }
        return taken;
    }
}

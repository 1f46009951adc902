package io.wadi.flow;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.ReadBatch;
import io.wadi.net.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The aggregated packets or flow records of one offset range of a partition: flows, and the names and places of
 * addresses. It grows while the Aggregator EIP adds batches. Not thread-safe; the aggregator serializes the access.
 */
public final class FlowBatch {

    /** Heap size of the GeoIP data of an address, in bytes. */
    private static final int PLACE_BYTES = 400;

    private final TcpConversations conversations;
    private final FlowTable table;
    private final Map<IpAddress, GeoInfo> places = new HashMap<>();
    private OffsetRange range;
    private long read;
    private long dead;
    private boolean trial;

    /**
     * Creates an empty batch.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     * @param conversations state of the TCP conversations from earlier batches
     */
    FlowBatch(long windowSeconds, TcpConversations conversations) {
        this.conversations = conversations;
        table = new FlowTable(windowSeconds, conversations);
    }

    void add(EnrichedBatch enriched) {
        ReadBatch batch = enriched.batch();
        range = range == null ? batch.range() : range.extendedBy(batch.range());
        read += batch.contents().size();
        dead += batch.deadContents();
        trial = batch.attempt().isTrial();
        places.putAll(enriched.places());
        if (batch instanceof PacketBatch packets) {
            conversations.readFrom(batch.range());
            packets.packets().forEach(table::add);
        } else if (batch instanceof FlowRecordBatch records) {
            records.contents().forEach(table::add);
        } else {
            throw new IllegalArgumentException("neither packets nor flows: " + batch.getClass());
        }
    }

    /** Flows by key. */
    public Map<FlowKey, Flow> flows() {
        return table.flows();
    }

    /** Packets counted, by the probe that captured them. */
    public Map<String, Long> packetsByProbe() {
        Map<String, Long> packets = new TreeMap<>();
        flows().forEach((key, flow) -> packets.merge(key.probe(), flow.packets(), CappedSum::of));
        return packets;
    }

    /** The best name that was given to each address that got one: the last of the highest rank. */
    public Map<IpAddress, NamedAddress> names() {
        return table.names();
    }

    /** GeoIP data of the addresses that the databases know. */
    public Map<IpAddress, GeoInfo> places() {
        return places;
    }

    /** The offset range that the batch comes from. */
    public OffsetRange range() {
        return range;
    }

    /** Number of packets; equals the sum of the flows' packets. */
    public long packets() {
        return table.packets();
    }

    /** Whether nothing of it is to be stored, see {@link io.wadi.message.Attempt}. */
    public boolean isTrial() {
        return trial;
    }

    /** Number of flows and named addresses. */
    int size() {
        return table.size();
    }

    /** Heap that the batch uses, in bytes; an estimate. */
    long heldBytes() {
        return table.heldBytes() + (long) PLACE_BYTES * places.size();
    }

    /** Messages of the range that were readable. */
    long read() {
        return read;
    }

    /** Messages of the range that were unreadable. */
    public long dead() {
        return dead;
    }
}

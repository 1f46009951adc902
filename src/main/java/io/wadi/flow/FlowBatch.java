package io.wadi.flow;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.ReadBatch;
import io.wadi.net.IpAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * The aggregated packets or flow records of one offset range of a partition: flows, hosts and the places of the
 * hosts. It grows while the Aggregator EIP adds batches. Not thread-safe; the aggregator serializes the access.
 */
public final class FlowBatch {

    private final TcpConversations conversations;
    private final FlowTable table;
    private final Map<IpAddress, GeoInfo> places = new HashMap<>();
    private OffsetRange range;
    private long read;
    private long dead;

    /**
     * An empty batch.
     *
     * @param windowSeconds length of a window, at least 1
     * @param conversations what is known of TCP conversations from the batches before
     */
    FlowBatch(long windowSeconds, TcpConversations conversations) {
        this.conversations = conversations;
        table = new FlowTable(windowSeconds, conversations);
    }

    void add(EnrichedBatch enriched) {
        ReadBatch batch = enriched.batch();
        range = range == null ? batch.range() : range.extendedBy(batch.range());
        read += batch.contents().size();
        dead += batch.dead().size();
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

    /** Traffic by address; without packets for those that others were only told the name of. */
    public Map<IpAddress, HostTraffic> hosts() {
        return table.hosts();
    }

    /** Places of those addresses that the GeoIP databases know. */
    public Map<IpAddress, GeoInfo> places() {
        return places;
    }

    /** The stretch of the partition that all this came from. */
    public OffsetRange range() {
        return range;
    }

    /** Packets counted; the flows' packets add up to it. */
    public long packets() {
        return table.packets();
    }

    /** Flows, and addresses that got a name. */
    int size() {
        return table.size();
    }

    /** Messages of the stretch that could be read. */
    long read() {
        return read;
    }

    /** Messages of the stretch that could not be read. */
    public long dead() {
        return dead;
    }
}

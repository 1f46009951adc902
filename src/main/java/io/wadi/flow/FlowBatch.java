package io.wadi.flow;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.packet.IpAddress;
import io.wadi.packet.OffsetRange;
import io.wadi.packet.Packet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the packets of one stretch of a partition add up to: flows, hosts and where the hosts are. Grows while the
 * Aggregator EIP adds batches to it. Not thread-safe; the aggregator sees to that.
 */
public final class FlowBatch {

    private final long windowSeconds;
    private final TcpConversations conversations;
    private final Map<FlowKey, Flow> flows = new HashMap<>();
    private final Map<IpAddress, HostTraffic> hosts = new HashMap<>();
    private final Map<IpAddress, GeoInfo> places = new HashMap<>();
    private OffsetRange range;
    private long packets;
    private long dead;

    /**
     * An empty batch.
     *
     * @param windowSeconds length of a window, at least 1
     * @param conversations what is known of TCP conversations from the batches before
     */
    FlowBatch(long windowSeconds, TcpConversations conversations) {
        this.windowSeconds = windowSeconds;
        this.conversations = conversations;
    }

    void add(EnrichedBatch enriched) {
        OffsetRange more = enriched.batch().range();
        range = range == null ? more : range.extendedBy(more);
        conversations.readFrom(more);
        dead += enriched.batch().dead().size();
        places.putAll(enriched.places());
        for (Packet packet : enriched.batch().packets()) {
            add(packet);
        }
    }

    private void add(Packet packet) {
        packets++;
        long seconds = Math.floorDiv(packet.timestampNanos(), 1_000_000_000L);
        FlowKey key = new FlowKey(
                seconds - Math.floorMod(seconds, windowSeconds),
                packet.src(),
                packet.dst(),
                packet.flowSrcPort(),
                packet.flowDstPort(),
                packet.transport(),
                packet.probe());
        Flow flow = flows.computeIfAbsent(key, k -> new Flow());
        flow.add(packet);
        if (packet.tcp() != null) {
            conversations.add(packet, flow);
        }
        hosts.computeIfAbsent(packet.src(), ip -> new HostTraffic()).sent(packet);
        hosts.computeIfAbsent(packet.dst(), ip -> new HostTraffic()).received(packet);
        if (!packet.answers().isEmpty()) {
            name(packet.answers());
        }
    }

    private void name(List<Packet.Answer> answers) {
        for (Packet.Answer answer : answers) {
            if (PeerNames.canName(answer.ip())) {
                hosts.computeIfAbsent(answer.ip(), ip -> new HostTraffic()).named(answer.name());
            }
        }
    }

    /** Flows by key. */
    public Map<FlowKey, Flow> flows() {
        return flows;
    }

    /** Traffic by address; without packets for those that others were only told the name of. */
    public Map<IpAddress, HostTraffic> hosts() {
        return hosts;
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
        return packets;
    }

    /** Messages of the stretch that could not be read. */
    public long dead() {
        return dead;
    }
}

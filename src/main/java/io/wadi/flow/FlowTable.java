package io.wadi.flow;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Aggregates packets, or the flow records of a probe, into flows and names of addresses. Not thread-safe. */
public final class FlowTable {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Heap size of a flow with its key, addresses, Community ID and the longest name, in bytes. */
    private static final int FLOW_BYTES = 800;

    /** Heap size of an address in {@link #names}, without the text of its name, in bytes. */
    private static final int NAMING_BYTES = 160;

    /** The best name of an address, where it comes from, and the flow that gave it. */
    private record Naming(String name, NameSource source, FlowKey by) {

        NamedAddress of(IpAddress ip) {
            return new NamedAddress(ip, name, source);
        }
    }

    private final long windowSeconds;
    private final TcpConversations conversations;
    private final Map<FlowKey, Flow> flows = new HashMap<>();
    private final Map<IpAddress, Naming> names = new HashMap<>();
    private long packets;
    private long namesBytes;

    /**
     * Creates an empty table.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     * @param conversations state of the TCP conversations so far
     */
    FlowTable(long windowSeconds, TcpConversations conversations) {
        this.windowSeconds = windowSeconds;
        this.conversations = conversations;
    }

    void add(Packet packet) {
        FlowKey key = keyOf(packet);
        Flow known = flows.get(key);
        Flow flow = known == null ? new Flow() : known;
        if (packet.tcp() != null) {
            conversations.add(packet, flow);
        }
        String peer = PeerNames.ofDestination(packet);
        if (peer != null) {
            name(packet.dst(), peer, NameSource.ofDestination(packet.protocol()), key);
        }
        for (AddressName answer : packet.answers()) {
            if (PeerNames.canName(answer.ip())) {
                name(answer.ip(), answer.name(), NameSource.of(packet.protocol()), key);
            }
        }
        // This comes last: if an earlier line throws, the packet is not in the sums.
        flow.add(packet);
        if (known == null) {
            flows.put(key, flow);
        }
        packets++;
    }

    private void name(IpAddress address, String name, NameSource source, FlowKey by) {
        Naming before = names.get(address);
        if (before != null && !source.replaces(before.source())) {
            return;
        }
        names.put(address, new Naming(name, source, by));
        namesBytes += PacketMemory.of(name) + (before == null ? NAMING_BYTES : -PacketMemory.of(before.name()));
    }

    private FlowKey keyOf(Packet packet) {
        long seconds = Math.floorDiv(packet.timestampNanos(), NANOS_PER_SECOND);
        return new FlowKey(
                seconds - Math.floorMod(seconds, windowSeconds),
                packet.src(),
                packet.dst(),
                packet.flowSrcPort(),
                packet.flowDstPort(),
                packet.transport(),
                packet.probe());
    }

    void add(FlowRecord record) {
        packets = CappedSum.of(packets, record.packets());
        flows.computeIfAbsent(record.key(), key -> new Flow()).add(record);
        for (NamedAddress named : record.names()) {
            name(named.ip(), named.name(), named.source(), record.key());
        }
    }

    /** Flows by key. */
    Map<FlowKey, Flow> flows() {
        return flows;
    }

    /** Number of packets; equals the sum of the flows' packets. */
    long packets() {
        return packets;
    }

    /** Number of flows and named addresses. */
    int size() {
        return flows.size() + names.size();
    }

    /** Heap that the table uses, in bytes; an upper estimate. */
    long heldBytes() {
        return (long) FLOW_BYTES * flows.size() + namesBytes;
    }

    /** The best name that was given to each address that got one: the last of the highest rank. */
    Map<IpAddress, NamedAddress> names() {
        Map<IpAddress, NamedAddress> best = new HashMap<>();
        names.forEach((ip, naming) -> best.put(ip, naming.of(ip)));
        return best;
    }

    /**
     * The table as records, whose sum is the table. Only the flow that gave an address its best name carries it, so the
     * order in which a reader adds the records does not matter.
     */
    List<FlowRecord> records() {
        Map<FlowKey, List<NamedAddress>> given = new HashMap<>();
        names.forEach((ip, naming) ->
                given.computeIfAbsent(naming.by(), key -> new ArrayList<>()).add(naming.of(ip)));
        List<FlowRecord> records = new ArrayList<>(flows.size());
        flows.forEach((key, flow) -> {
            List<NamedAddress> own = given.getOrDefault(key, List.of());
            FlowRecord record = flow.record(key, own.subList(0, Math.min(own.size(), FlowRecord.MOST_NAMES)));
            records.add(record);
            for (int from = FlowRecord.MOST_NAMES; from < own.size(); from += FlowRecord.MOST_NAMES) {
                records.add(record.bringing(own.subList(from, Math.min(own.size(), from + FlowRecord.MOST_NAMES))));
            }
        });
        return records;
    }
}

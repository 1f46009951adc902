package io.wadi.flow;

/** The traffic of one address in a batch, and its name. Not thread-safe. */
public final class HostTraffic {

    private long packetsSent;
    private long packetsReceived;
    private long bytesSent;
    private long bytesReceived;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private String name;

    void sent(Flow flow) {
        packetsSent = CappedSum.of(packetsSent, flow.packets());
        bytesSent = CappedSum.of(bytesSent, flow.bytes());
        seen(flow);
    }

    void received(Flow flow) {
        packetsReceived = CappedSum.of(packetsReceived, flow.packets());
        bytesReceived = CappedSum.of(bytesReceived, flow.bytes());
        seen(flow);
    }

    void named(String newName) {
        name = newName;
    }

    private void seen(Flow flow) {
        firstNanos = Math.min(firstNanos, flow.firstNanos());
        lastNanos = Math.max(lastNanos, flow.lastNanos());
    }

    /** Packets with this source. */
    public long packetsSent() {
        return packetsSent;
    }

    /** Packets with this destination. */
    public long packetsReceived() {
        return packetsReceived;
    }

    /** Bytes of the IP packets with this source. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Bytes of the IP packets with this destination. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Time stamp of the earliest packet, nanoseconds since the epoch; {@link Long#MAX_VALUE} without a packet. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Time stamp of the latest packet, nanoseconds since the epoch; {@link Long#MIN_VALUE} without a packet. */
    public long lastNanos() {
        return lastNanos;
    }

    /** The last name given to the address, or null. */
    public String name() {
        return name;
    }
}

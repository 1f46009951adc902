package io.wadi.flow;

import io.wadi.netflow.ExportedFlow;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads a flow of an exporter over the windows that it covers. Its packets count as evenly spaced, the first one at
 * its start and the last one at its end, and all have the same share of its bytes. So every part has whole packets and
 * bytes, and the sums are exact.
 */
final class FlowSpread {

    /** One part of a flow. */
    record Part(long windowStart, long packets, long bytes, long firstNanos, long lastNanos) {}

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long windowSeconds;

    /**
     * Creates a spread.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     */
    FlowSpread(long windowSeconds) {
        this.windowSeconds = windowSeconds;
    }

    /** The parts of a flow, in the order of time; each has packets, and fits into one message. */
    List<Part> of(ExportedFlow flow) {
        List<Part> parts = new ArrayList<>();
        long before = 0;
        for (long window = windowOf(flow.firstNanos()); before < flow.packets(); window += windowSeconds) {
            long until = packetsBefore(flow, (window + windowSeconds) * NANOS_PER_SECOND);
            add(flow, window, before, until, parts);
            before = until;
        }
        return parts;
    }

    /** All of a flow in the window of its end, for batches that have too many parts already. */
    List<Part> inLastWindow(ExportedFlow flow) {
        List<Part> parts = new ArrayList<>();
        add(flow, windowOf(flow.lastNanos()), 0, flow.packets(), parts);
        return parts;
    }

    private void add(ExportedFlow flow, long window, long packetsBefore, long packetsUntil, List<Part> parts) {
        long first = Math.max(flow.firstNanos(), window * NANOS_PER_SECOND);
        long last = Math.min(flow.lastNanos(), (window + windowSeconds) * NANOS_PER_SECOND - 1);
        long bytesOfOne = flow.bytes() / flow.packets() + 1;
        long most = Math.min(FlowJsonReader.MOST_PACKETS_COUNTED, FlowJsonReader.MOST_BYTES_COUNTED / bytesOfOne);
        long before = packetsBefore;
        while (before < packetsUntil) {
            long until = Math.min(packetsUntil, before + most);
            parts.add(new Part(window, until - before, share(flow, until) - share(flow, before), first, last));
            before = until;
        }
    }

    private long windowOf(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        return seconds - Math.floorMod(seconds, windowSeconds);
    }

    /** The number of packets before a time; packet k of n is at first + k × duration ÷ (n − 1). */
    private static long packetsBefore(ExportedFlow flow, long end) {
        if (end > flow.lastNanos()) {
            return flow.packets();
        }
        long elapsed = end - flow.firstNanos();
        long duration = flow.lastNanos() - flow.firstNanos();
        return 1 + scaled(flow.packets() - 1, elapsed - 1, duration);
    }

    /** The bytes of the first packets. */
    private static long share(ExportedFlow flow, long packets) {
        return scaled(flow.bytes(), packets, flow.packets());
    }

    /** {@code value * part / whole}, rounded down; exact if the product has more than 64 bits. */
    private static long scaled(long value, long part, long whole) {
        long product = value * part;
        if (Math.multiplyHigh(value, part) == 0 && product >= 0) {
            return product / whole;
        }
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValue();
    }
}

package io.wadi.pcap;

import io.wadi.packet.DecoderCounts;
import io.wadi.packet.Outcome;
import io.wadi.packet.SkippedKinds;
import io.wadi.packet.app.SplitMessageCounts;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Outcomes of the frames of a source. The equations: received = decoded + skipped + excluded + rejected + waiting,
 * and decoded = delivered + refused + failed + in flight; both without the last term after the capture has stopped.
 * Thread-safe.
 */
public final class PcapCounters {

    private final PcapCounters total;
    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder fragmentsJoined = new LongAdder();
    private final LongAdder fragmentsAlone = new LongAdder();
    private final LongAdder overlong = new LongAdder();
    private final LongAdder applicationFailures = new LongAdder();
    private final AtomicReference<SplitMessageCounts> splitMessages = new AtomicReference<>(SplitMessageCounts.NONE);
    private final LongAdder queueDropped = new LongAdder();
    private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
    private final SkippedKinds skippedKinds = new SkippedKinds();
    private volatile long kernelDropped;
    private volatile long interfaceDropped;
    private long kernelDroppedBefore;
    private long interfaceDroppedBefore;

    /** Creates counters. */
    public PcapCounters() {
        this(null);
    }

    /** Creates counters of one source, which also count into {@code total}. */
    PcapCounters(PcapCounters total) {
        this.total = total;
    }

    void received(long frames, long bytes) {
        received.add(frames);
        receivedBytes.add(bytes);
        if (total != null) {
            total.received(frames, bytes);
        }
    }

    void outcome(Outcome outcome, long frames) {
        outcomes.addAndGet(outcome.ordinal(), frames);
        if (total != null) {
            total.outcome(outcome, frames);
        }
    }

    void skipped(long kind) {
        skippedKinds.add(kind, 1);
        if (total != null) {
            total.skipped(kind);
        }
    }

    void decoder(DecoderCounts more) {
        fragmentsJoined.add(more.fragmentsJoined());
        fragmentsAlone.add(more.fragmentsAlone());
        overlong.add(more.overlong());
        applicationFailures.add(more.applicationFailures());
        splitMessages.accumulateAndGet(more.splitMessages(), SplitMessageCounts::plus);
        if (total != null) {
            total.decoder(more);
        }
    }

    void delivered(long packets) {
        delivered.add(packets);
        if (total != null) {
            total.delivered(packets);
        }
    }

    void refused(long packets) {
        refused.add(packets);
        if (total != null) {
            total.refused(packets);
        }
    }

    void failed(long packets) {
        failed.add(packets);
        if (total != null) {
            total.failed(packets);
        }
    }

    void queueDropped(long frames) {
        queueDropped.add(frames);
        if (total != null) {
            total.queueDropped(frames);
        }
    }

    /** Sets libpcap's statistics of the current handle, which start at zero when it is opened. */
    void handleStatistics(long kernel, long networkInterface) {
        kernelDropped = kernelDroppedBefore + kernel;
        interfaceDropped = interfaceDroppedBefore + networkInterface;
        if (total != null) {
            total.handleStatistics(kernel, networkInterface);
        }
    }

    /** Called after a new handle was opened, whose statistics start at zero. */
    void handleReopened() {
        kernelDroppedBefore = kernelDropped;
        interfaceDroppedBefore = interfaceDropped;
        if (total != null) {
            total.handleReopened();
        }
    }

    /** Frames received from libpcap, without those that the full queue dropped. */
    public long received() {
        return received.sum();
    }

    /** Bytes of those frames on the wire. */
    public long receivedBytes() {
        return receivedBytes.sum();
    }

    /** Number of frames with this outcome. */
    public long count(Outcome outcome) {
        return outcomes.get(outcome.ordinal());
    }

    /** Frames that were decoded into packets. */
    public long decoded() {
        return count(Outcome.DECODED);
    }

    /** Frames that are not IP. */
    public long skipped() {
        return count(Outcome.SKIPPED);
    }

    /** These frames by what they carry. */
    public SkippedKinds skippedKinds() {
        return skippedKinds;
    }

    /** Packets excluded by option {@code exclude}. */
    public long excluded() {
        return count(Outcome.EXCLUDED);
    }

    /** Frames that could not be decoded, for any reason. */
    public long rejected() {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += outcome.isRejected() ? count(outcome) : 0;
        }
        return sum;
    }

    /** Decoded later fragments with a known flow, because their first fragment was captured before. */
    public long fragmentsJoined() {
        return fragmentsJoined.sum();
    }

    /** Decoded later fragments of which only addresses and transport are known. */
    public long fragmentsAlone() {
        return fragmentsAlone.sum();
    }

    /** Decoded packets whose IP header states more bytes than were on the wire, which then limit their size. */
    public long overlong() {
        return overlong.sum();
    }

    /** Decoded packets whose application decoder threw; their protocol is the transport. */
    public long applicationFailures() {
        return applicationFailures.sum();
    }

    /** Messages that need more than one packet, by what became of them. */
    public SplitMessageCounts splitMessages() {
        return splitMessages.get();
    }

    /** Packets that the route delivered. */
    public long delivered() {
        return delivered.sum();
    }

    /** Packets that their destination refused permanently; see {@link PcapConstants#REFUSED}. */
    public long refused() {
        return refused.sum();
    }

    /** Packets whose exchange failed. */
    public long failed() {
        return failed.sum();
    }

    /** Frames that a live capture dropped because its queue was full. */
    public long queueDropped() {
        return queueDropped.sum();
    }

    /** Frames that the kernel dropped because its buffer was full ({@code ps_drop}). */
    public long kernelDropped() {
        return kernelDropped;
    }

    /** Frames that the interface or its driver dropped ({@code ps_ifdrop}). */
    public long interfaceDropped() {
        return interfaceDropped;
    }
}

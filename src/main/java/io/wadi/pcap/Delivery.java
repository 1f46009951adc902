package io.wadi.pcap;

import io.wadi.packet.DecoderCounts;
import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketDecoder;
import io.wadi.packet.PacketMemory;
import io.wadi.packet.QueueBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The delivery thread: decodes batches of frames and sends the packets of each batch as one exchange. */
final class Delivery implements Runnable {

    /** Sends packets to the route and calls back when the route has finished them. */
    interface Route {
        void send(PcapSource source, List<Packet> packets, QueueBudget.Charge charge);
    }

    /** In place of a frame's index: the further frame within the aggregate that was decoded last. */
    private static final int FURTHER = -1;

    private final CaptureHandover handover;
    private final QueueBudget budget;
    private final boolean decapsulate;
    private final PacketExclusion exclusion;
    private final Route route;
    private final long[] outcomes = new long[Outcome.values().length];
    private PacketDecoder decoder;
    private PcapSource decoderSource;
    private DecoderCounts counted = DecoderCounts.NONE;
    private boolean decoderFailed;

    Delivery(CaptureHandover handover, QueueBudget budget, PcapConfiguration options, Route route) {
        this.handover = handover;
        this.budget = budget;
        decapsulate = options.isDecapsulate();
        exclusion = options.exclusion();
        this.route = route;
    }

    @Override
    public void run() {
        try {
            for (FrameBatch batch = handover.take(); batch != null; batch = handover.take()) {
                deliver(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(FrameBatch batch) throws InterruptedException {
        budget.awaitPassage();
        PcapSource source = batch.source;
        QueueBudget.Charge charge = batch.charge;
        List<Packet> packets = decode(batch);
        handover.giveBack(batch);
        if (packets.isEmpty()) {
            charge.release();
            return;
        }
        charge.decoded(packets.size(), PacketMemory.of(packets));
        route.send(source, packets, charge);
    }

    private List<Packet> decode(FrameBatch batch) {
        PacketDecoder decode = decoderFor(batch.source);
        List<Packet> packets = new ArrayList<>(batch.frames);
        long wireBytes = 0;
        for (int i = 0; i < batch.frames; i++) {
            wireBytes += Integer.toUnsignedLong(batch.length[i]);
            take(decodeOne(decode, batch, i), batch.source, packets);
            while (decode.hasFurther()) {
                take(decodeOne(decode, batch, FURTHER), batch.source, packets);
            }
        }
        count(batch, wireBytes);
        count(batch.source.counters(), decode.counts());
        return packets;
    }

    private void take(Outcome outcome, PcapSource source, List<Packet> packets) {
        outcomes[outcome.ordinal()]++;
        if (outcome == Outcome.DECODED) {
            packets.add(decoder.packet());
        } else if (outcome == Outcome.SKIPPED) {
            source.counters().skipped(decoder.skippedKind());
        }
    }

    /** If a decoder or the exclusion throws, the frame counts as malformed, and the thread continues. */
    private Outcome decodeOne(PacketDecoder decoder, FrameBatch batch, int i) {
        try {
            return outcome(decoder, batch, i);
        } catch (RuntimeException | StackOverflowError e) {
            if (!decoderFailed) {
                decoderFailed = true;
                CaptureLog.LOG.warn(
                        "A frame of {} cannot be decoded; Wadi only counts further ones", batch.source.name(), e);
            }
            return Outcome.REJECTED_MALFORMED;
        }
    }

    private Outcome outcome(PacketDecoder decoder, FrameBatch batch, int i) {
        if (i == FURTHER) {
            return unlessExcluded(decoder.decodeFurther());
        }
        if (batch.timestampNanos[i] == FrameReader.NO_TIMESTAMP) {
            return Outcome.REJECTED_TIMESTAMP;
        }
        return unlessExcluded(decoder.decode(
                batch.linkType,
                batch.bytes,
                batch.offset[i],
                batch.captured[i],
                batch.length[i],
                batch.timestampNanos[i]));
    }

    private Outcome unlessExcluded(Outcome outcome) {
        return outcome == Outcome.DECODED && exclusion.excludes(decoder.packet()) ? Outcome.EXCLUDED : outcome;
    }

    private void count(FrameBatch batch, long wireBytes) {
        PcapCounters counters = batch.source.counters();
        counters.received(Arrays.stream(outcomes).sum(), wireBytes);
        batch.source.read(batch.used + 16L * batch.frames);
        for (Outcome outcome : Outcome.values()) {
            int i = outcome.ordinal();
            if (outcomes[i] > 0) {
                counters.outcome(outcome, outcomes[i]);
                outcomes[i] = 0;
            }
        }
    }

    private void count(PcapCounters counters, DecoderCounts now) {
        counters.decoder(now.since(counted));
        counted = now;
    }

    private PacketDecoder decoderFor(PcapSource source) {
        if (decoderSource != source) {
            decoderSource = source;
            decoder = new PacketDecoder(source.probe(), decapsulate);
            counted = DecoderCounts.NONE;
        }
        return decoder;
    }
}

package io.wadi.lake;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packets of one offset range of a partition, as Parquet files of their hours. Packets are sorted in runs, so that
 * those of a conversation are together and compress well. Not thread-safe; the aggregator serializes the access.
 */
public final class LakeBatch {

    /** Packets of a run, which takes about five megabytes until it is encoded. */
    private static final int RUN = 10_000;

    /** Files that grow at a time. Clocks that differ by years, or a capture of years, may need more in one batch. */
    private static final int MOST_OPEN = 8;

    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private static final Comparator<Packet> ORDER = Comparator.comparingInt(LakeBatch::hour)
            .thenComparing(Packet::flow, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Packet::timestampNanos);

    private final List<Packet> run = new ArrayList<>();
    private final Map<Integer, HourFile> open = new LinkedHashMap<>(MOST_OPEN, 1, true);
    private final List<HourFile> ended = new ArrayList<>();
    private OffsetRange range;
    private long packets;
    private long dead;
    private long runBytes;
    private long endedBytes;

    void add(PacketBatch batch) {
        range = range == null ? batch.range() : range.extendedBy(batch.range());
        packets += batch.packets().size();
        dead += batch.dead().size();
        run.addAll(batch.packets());
        runBytes += PacketMemory.of(batch.packets());
        if (run.size() >= RUN) {
            encode();
        }
    }

    private void encode() {
        run.sort(ORDER);
        for (Packet packet : run) {
            file(hour(packet)).add(packet);
        }
        run.clear();
        runBytes = 0;
    }

    private HourFile file(int hour) {
        HourFile file = open.get(hour);
        if (file == null) {
            if (open.size() == MOST_OPEN) {
                end(open.remove(open.keySet().iterator().next()));
            }
            file = new HourFile(hour);
            open.put(hour, file);
        }
        return file;
    }

    private void end(HourFile file) {
        ended.add(file.end());
        endedBytes += file.heldBytes();
    }

    /** Hours since the epoch, as Iceberg's partitions count them. */
    private static int hour(Packet packet) {
        return Math.toIntExact(Math.floorDiv(PacketColumns.micros(packet), MICROS_PER_HOUR));
    }

    /** Ends all files, in the order of their hours; the batch must not grow any more. */
    List<HourFile> files() {
        encode();
        open.values().forEach(this::end);
        open.clear();
        return ended;
    }

    /** Number of packets. */
    public long packets() {
        return packets;
    }

    /** The offset range of the packets. */
    public OffsetRange range() {
        return range;
    }

    /** Number of unreadable messages in the range. */
    public long dead() {
        return dead;
    }

    /** Heap that the batch uses, in bytes; an estimate. */
    long heldBytes() {
        return runBytes
                + endedBytes
                + open.values().stream().mapToLong(HourFile::heldBytes).sum();
    }
}

package io.wadi.lake;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.PacketGroup;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packets of one offset range of a partition, as Parquet files of their hours. Packets are sorted in runs, so that
 * those of a conversation are together and compress well. Not thread-safe; the aggregator serializes the access.
 */
public final class LakeBatch implements PacketGroup {

    /** Packets of a run, which takes about five megabytes until it is encoded. */
    private static final int RUN = 10_000;

    /** Files that grow at a time. */
    private static final int MOST_OPEN = 8;

    /**
     * Hours with a file of their own. A clock that jumps, or a sparse capture of years, can have a packet in each of
     * many thousands; those of further hours share one file, so that neither memory nor the number of files grows.
     */
    private static final int MOST_HOURS = 64;

    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private static final Comparator<Packet> ORDER = Comparator.comparingInt(LakeBatch::hour)
            .thenComparing(Packet::flow, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Packet::timestampNanos);

    private final List<Packet> run = new ArrayList<>();
    private final Map<Integer, PacketFile> open = new LinkedHashMap<>(MOST_OPEN, 1, true);
    private final List<PacketFile> ended = new ArrayList<>();
    private PacketFile anyHour;
    private OffsetRange range;
    private long packets;
    private long dead;
    private long runBytes;
    private long endedBytes;

    @Override
    public void add(PacketBatch batch) {
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
        Set<Integer> hours = hours();
        for (Packet packet : run) {
            file(hour(packet), hours).add(packet);
        }
        run.clear();
        runBytes = 0;
    }

    /** The hours of the run that may get a file: those with most packets, as long as there are files left. */
    private Set<Integer> hours() {
        Map<Integer, Integer> packetsOf = new HashMap<>();
        run.forEach(packet -> packetsOf.merge(hour(packet), 1, Integer::sum));
        packetsOf.keySet().removeAll(open.keySet());
        int left = Math.max(0, MOST_HOURS - open.size() - ended.size());
        return packetsOf.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(left)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private PacketFile file(int hour, Set<Integer> hours) {
        PacketFile file = open.get(hour);
        if (file != null) {
            return file;
        }
        if (!hours.contains(hour)) {
            anyHour = anyHour == null ? new PacketFile(null) : anyHour;
            return anyHour;
        }
        if (open.size() == MOST_OPEN) {
            end(open.remove(open.keySet().iterator().next()));
        }
        file = new PacketFile(hour);
        open.put(hour, file);
        return file;
    }

    private void end(PacketFile file) {
        ended.add(file.end());
        endedBytes += file.heldBytes();
    }

    /** Hours since the epoch, as Iceberg's partitions count them. */
    private static int hour(Packet packet) {
        return Math.toIntExact(Math.floorDiv(PacketColumns.micros(packet), MICROS_PER_HOUR));
    }

    /** Ends all files; the batch must not grow any more. */
    List<PacketFile> files() {
        encode();
        open.values().forEach(this::end);
        open.clear();
        if (anyHour != null) {
            end(anyHour);
            anyHour = null;
        }
        return ended;
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public OffsetRange range() {
        return range;
    }

    /** Number of unreadable messages in the range. */
    public long dead() {
        return dead;
    }

    @Override
    public long heldBytes() {
        return runBytes
                + endedBytes
                + (anyHour == null ? 0 : anyHour.heldBytes())
                + open.values().stream().mapToLong(PacketFile::heldBytes).sum();
    }
}

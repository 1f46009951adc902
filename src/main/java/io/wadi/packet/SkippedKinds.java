package io.wadi.packet;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts of skipped frames by kind: {@code ARP}, {@code LLDP}, {@code 0x8926}. It counts {@value #MOST} kinds apart,
 * and the frames of all others together. Thread-safe for one writer.
 */
public final class SkippedKinds {

    /** Most kinds that are counted apart. */
    public static final int MOST = 64;

    /** The name under which frames of all further kinds are counted. */
    public static final String OTHER = FrameKindNames.of(FrameKind.OTHER);

    private static final int SHOWN = 8;

    private final Map<Long, LongAdder> counts = new ConcurrentHashMap<>();
    private Consumer<String> listener = name -> {};

    /**
     * Counts frames of a kind.
     *
     * @param kind as from {@link PacketDecoder#skippedKind()}
     */
    public void add(long kind, long frames) {
        LongAdder count = counts.get(kind);
        if (count == null) {
            count = addKind(counts.size() < MOST ? kind : FrameKind.OTHER);
        }
        count.add(frames);
    }

    private synchronized LongAdder addKind(long kind) {
        LongAdder count = counts.computeIfAbsent(kind, any -> new LongAdder());
        listener.accept(FrameKindNames.of(kind));
        return count;
    }

    /** Sets who is told the name of each kind when its first frame is counted, and of those counted before. */
    public synchronized void onNew(Consumer<String> newListener) {
        listener = newListener;
        byName().keySet().forEach(newListener);
    }

    /** Frames by name of their kind, the most frequent first. */
    public Map<String, Long> byName() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((kind, count) -> sums.merge(FrameKindNames.of(kind), count.sum(), Long::sum));
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    /** Frames of the kind with this name. */
    public long count(String name) {
        return byName().getOrDefault(name, 0L);
    }

    /** The most frequent kinds with their frames, {@code ARP 700, LLDP 60, 2 further kinds 8}; empty without any. */
    public String text() {
        Map<String, Long> all = byName();
        String shown = all.entrySet().stream()
                .limit(SHOWN)
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        long further =
                all.values().stream().skip(SHOWN).mapToLong(Long::longValue).sum();
        return further == 0 ? shown : shown + ", " + (all.size() - SHOWN) + " further kinds " + further;
    }
}

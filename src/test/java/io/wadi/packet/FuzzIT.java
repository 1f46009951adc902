package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wadi.packet.app.SplitMessageCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated packets, TCP streams and capture files cause no exception, no hang and no memory growth, and the counts match. The long
 * version: {@code ./wadi test -Dtest=NONE -Dit.test=FuzzIT -Dwadi.fuzz.packets=20000000 -Dwadi.fuzz.files=20000}; {@code
 * -Dwadi.fuzz.seed=2} selects other mutations.
 */
class FuzzIT {

    private static final long PACKETS = Long.getLong("wadi.fuzz.packets", 150_000);
    private static final long FILES = Long.getLong("wadi.fuzz.files", 150);
    private static final long SEED = Long.getLong("wadi.fuzz.seed", 1);
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final int PARTS = 20;

    /** Packets or messages that are mutated between two looks at the clock; of files, one. */
    private static final int STEP = 10_000;

    private static final long MOST_OPEN = 1 << 14;
    private static final long FLAT_BYTES = 32 << 20;

    @TempDir
    private Path folder;

    /** A part of the numbers from 0 on. */
    private interface Part {
        void run(long from, long to) throws Exception;
    }

    @Test
    void survivesMutatedPackets(TestReporter report) throws Exception {
        List<SeedFrames.Frame> seeds = SeedFrames.of(SeedFrames.files(folder));
        PacketFuzz fuzz = new PacketFuzz(seeds, SEED);
        try (DecoderFaults faults = new DecoderFaults()) {
            inParts(PACKETS, STEP, fuzz::run, report);
            assertThat(faults.thrown()).as("exceptions of application decoders").isEmpty();
        }
        assertThat(fuzz.total()).isEqualTo(PACKETS);
        assertThat(fuzz.count(Outcome.DECODED)).isGreaterThan(PACKETS / 2);
        for (Outcome outcome : Outcome.values()) {
            report.publishEntry(outcome.label(), String.valueOf(fuzz.count(outcome)));
        }
    }

    @Test
    void survivesMutatedStreams(TestReporter report) throws Exception {
        StreamFuzz fuzz = new StreamFuzz(SEED);
        try (DecoderFaults faults = new DecoderFaults()) {
            inParts(PACKETS / 4, STEP, fuzz::run, report);
            assertThat(faults.thrown()).as("exceptions of application decoders").isEmpty();
        }
        SplitMessageCounts counts = fuzz.counts();
        long ended = counts.complete() + counts.tooLong() + counts.displaced() + counts.overBudget();
        long open = counts.begun() - ended - counts.restarted() - counts.broken();
        assertThat(open).as("open of %s", counts).isBetween(0L, MOST_OPEN);
        report.publishEntry("messages of several segments", counts.toString());
    }

    @Test
    void survivesMutatedFiles(TestReporter report) throws Exception {
        List<Path> seeds = SeedFrames.files(folder);
        try (DecoderFaults faults = new DecoderFaults();
                CaptureReader reader = new CaptureReader()) {
            FileFuzz fuzz = new FileFuzz(seeds, folder, SEED, reader);
            inParts(FILES, 1, fuzz::run, report);
            assertThat(faults.thrown()).as("exceptions of application decoders").isEmpty();
            assertThat(fuzz.refused()).isLessThan(FILES / 2);
            report.publishEntry("files refused", String.valueOf(fuzz.refused()));
            report.publishEntry("files that end early", String.valueOf(fuzz.endedEarly()));
            report.publishEntry("frames", String.valueOf(fuzz.frames()));
        }
    }

    /** What the first part left on the heap is what all the others may have. */
    private static void inParts(long count, int step, Part part, TestReporter report) {
        long atFirst = 0;
        for (int i = 0; i < PARTS; i++) {
            long from = count * i / PARTS;
            long to = count * (i + 1) / PARTS;
            inSteps(from, to, step, part);
            atFirst = i == 0 ? heapBytes() : atFirst;
        }
        long atLast = heapBytes();
        report.publishEntry("heap after a twentieth and after all, MiB", (atFirst >> 20) + " " + (atLast >> 20));
        assertThat(atLast).as("heap").isLessThan(atFirst + FLAT_BYTES);
    }

    /** A step that does not come back is a hang. */
    private static void inSteps(long from, long to, int step, Part part) {
        for (long at = from; at < to; at += step) {
            long start = at;
            assertTimeoutPreemptively(HANG, () -> part.run(start, Math.min(start + step, to)));
        }
    }

    private static long heapBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

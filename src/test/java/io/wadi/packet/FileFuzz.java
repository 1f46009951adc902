package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** Reads mutated capture files, some of them compressed, through the {@code pcap:} component. */
final class FileFuzz {

    private static final int FILE_HEADERS = 200;
    private static final int MOST_CHANGES = 12;
    private static final int LARGEST = 128 * 1024;

    private final List<Path> seeds;
    private final Path mutated;
    private final long seed;
    private final CaptureReader reader;
    private long refused;
    private long endedEarly;
    private long frames;

    FileFuzz(List<Path> seeds, Path folder, long seed, CaptureReader reader) {
        this.seeds = seeds;
        mutated = folder.resolve("mutated.pcap");
        this.seed = seed;
        this.reader = reader;
    }

    /** Reads the files with these numbers; the bytes of one that fails stay beside the build's other results. */
    void run(long from, long to) throws IOException {
        for (long number = from; number < to; number++) {
            Files.write(mutated, bytes(new SplittableRandom(seed * 1_000_000_007L + number)));
            try {
                check(reader.read(mutated));
            } catch (CaptureException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            } catch (Exception | AssertionError e) {
                Path kept = Files.createDirectories(Path.of("target")).resolve("fuzz-" + number + ".pcap");
                throw new AssertionError(
                        "file " + number + ", kept as " + Files.write(kept, Files.readAllBytes(mutated)), e);
            }
        }
    }

    private byte[] bytes(SplittableRandom random) throws IOException {
        ByteMutator mutator = new ByteMutator(random);
        byte[] other = read(random);
        byte[] bytes = mutator.mutate(read(random), other, FILE_HEADERS, MOST_CHANGES);
        if (random.nextInt(8) > 0) {
            return bytes;
        }
        byte[] packed = pack(bytes, random.nextInt(3));
        return random.nextBoolean() ? packed : mutator.mutate(packed, other, FILE_HEADERS, MOST_CHANGES);
    }

    private byte[] read(SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
        return bytes.length > LARGEST ? Arrays.copyOf(bytes, LARGEST) : bytes;
    }

    private static byte[] pack(byte[] bytes, int how) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer(packed, how)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static OutputStream packer(OutputStream target, int how) throws IOException {
        return switch (how) {
            case 0 -> new GZIPOutputStream(target);
            case 1 -> new ZstdOutputStream(target);
            default -> new LZ4FrameOutputStream(target);
        };
    }

    private void check(CaptureReader.Reading reading) {
        PcapCounters counters = reading.counters();
        assertThat(counters.decoded() + counters.skipped() + counters.rejected())
                .isEqualTo(counters.received());
        assertThat(counters.delivered())
                .isEqualTo(counters.decoded())
                .isEqualTo(reading.packets().size());
        assertThat(counters.failed() + counters.queueDropped()).isZero();
        assertThat(reading.state()).isEqualTo(PcapSource.State.FINISHED);
        frames += counters.received();
        endedEarly += reading.problem() == null ? 0 : 1;
    }

    /** Files that were no capture any more. */
    long refused() {
        return refused;
    }

    /** Files that gave what came before the break. */
    long endedEarly() {
        return endedEarly;
    }

    /** Frames received from all files. */
    long frames() {
        return frames;
    }
}

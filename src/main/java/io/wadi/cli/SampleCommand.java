package io.wadi.cli;

import io.wadi.failure.FileReason;
import io.wadi.sample.SampleCapture;
import io.wadi.sample.SampleExports;
import io.wadi.sample.Workload;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi sample FILE}: writes a synthetic capture. */
@Command(
        name = "sample",
        description = "Writes a synthetic capture: the traffic of a small office, an attack, or the datagrams of flow "
                + "exporters. The same seed gives the same bytes.",
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";
    private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    private static final OpenOption[] OVERWRITE = {
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
    };

    @Parameters(paramLabel = "FILE", description = "The pcap file to write. - means standard output.")
    private String file;

    @Option(
            names = "--exports",
            description = "Write datagrams of flow exporters instead: NetFlow v5 and v9, IPFIX and sFlow v5, for "
                    + "'ingest --exports'.")
    private boolean exports;

    @Option(
            names = "--packets",
            paramLabel = "N",
            description = "Number of packets (default: 20000); with --exports, number of datagrams (default: 1000).")
    private Long packets;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the random numbers (default: ${DEFAULT-VALUE}).")
    private long seed = SampleCapture.DEFAULT_SEED;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "Time of the first packet (default: 2026-01-01T00:00:00Z).")
    private Instant start = SampleCapture.DEFAULT_START;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            converter = WorkloadConverter.class,
            completionCandidates = WorkloadConverter.Names.class,
            description =
                    "What happens: ${COMPLETION-CANDIDATES} (default: office). port-scan: a machine tries all ports "
                            + "of the others; syn-flood: forged addresses open connections to a server; dns-amplification: open "
                            + "resolvers send large answers to a machine that has asked nothing.")
    private Workload workload;

    @Option(names = "--force", description = "Overwrite an existing FILE.")
    private boolean force;

    @Mixin
    private Terminal terminal;

    @Override
    public Integer call() {
        Sample sample = sample();
        try {
            terminal.say(write(sample));
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " exists: use --force to overwrite it, or choose another name");
        } catch (NoSuchFileException e) {
            throw new CommandException("Cannot write " + file + ": create its directory first");
        } catch (IOException e) {
            throw new CommandException("Cannot write " + target() + ": " + FileReason.of(e));
        }
    }

    /** Writes a sample and says what it has written. */
    private interface Sample {
        String write(OutputStream out) throws IOException;
    }

    private Sample sample() {
        try {
            if (exports && workload != null) {
                throw new IllegalArgumentException("--workload and --exports exclude each other");
            }
            if (exports) {
                long datagrams = packets == null ? SampleExports.DEFAULT_DATAGRAMS : packets;
                SampleExports sample = new SampleExports(datagrams, seed, start);
                return out -> summary(sample.write(out));
            }
            SampleCapture sample = new SampleCapture(
                    packets == null ? SampleCapture.DEFAULT_PACKETS : packets,
                    seed,
                    start,
                    workload == null ? Workload.OFFICE : workload);
            return out -> summary(sample.write(out));
        } catch (IllegalArgumentException e) {
            throw terminal.misuse(e);
        }
    }

    /** Writes by the file descriptor of standard output, because a {@code PrintStream} hides errors. It stays open. */
    private String write(Sample sample) throws IOException {
        if (file.equals(STANDARD_OUTPUT)) {
            return sample.write(new FileOutputStream(FileDescriptor.out));
        }
        OpenOption[] options = force ? OVERWRITE : NEW;
        try (OutputStream out = Files.newOutputStream(Path.of(file), options)) {
            return sample.write(out);
        }
    }

    private String summary(SampleCapture.Summary written) {
        return String.format(
                Locale.ROOT,
                "wadi: wrote %s: %,d packets, %,d bytes, %.3f s from %s",
                target(),
                written.packets(),
                written.bytes(),
                written.span().toNanos() / 1e9,
                written.start());
    }

    private String summary(SampleExports.Summary written) {
        return String.format(
                Locale.ROOT,
                "wadi: wrote %s: %,d datagrams with %,d flows of %,d packets and %,d bytes, %.3f s from %s; %,d datagrams "
                        + "are missing, as if the network had lost them",
                target(),
                written.datagrams(),
                written.flows(),
                written.packets(),
                written.bytes(),
                written.span().toNanos() / 1e9,
                start,
                written.lost());
    }

    private String target() {
        return file.equals(STANDARD_OUTPUT) ? "standard output" : file;
    }
}

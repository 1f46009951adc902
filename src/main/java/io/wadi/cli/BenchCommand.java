package io.wadi.cli;

import io.wadi.bench.BenchReport;
import io.wadi.bench.BenchSession;
import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wadi bench}: how fast, against what others make of the same capture. */
@Command(
        name = "bench",
        description =
                "Runs one capture through the pipeline and its yardsticks in turn, on embedded servers, and prints"
                        + " medians and ratios. A run whose counts do not add up gives no figure.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--packets",
            defaultValue = "5000000",
            description = "Packets of the synthetic capture (default ${DEFAULT-VALUE}).")
    private long packets;

    @Option(names = "--capture", paramLabel = "FILE", description = "Take this capture in place of a synthetic one.")
    private Path capture;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each run (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--memory", description = "Also measure resident memory, for which the capture is read ten times.")
    private boolean memory;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench.json",
            description = "Where the figures go as JSON (default ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        common.logging(false);
        PrintWriter err = spec.commandLine().getErr();
        Path folder = Files.createTempDirectory("wadi-bench-");
        try (BenchSession session = new BenchSession(folder, common.settings(), line -> {
            err.println(line);
            err.flush();
        })) {
            BenchReport report = session.run(capture == null ? sample(folder) : capture, rounds, memory);
            Files.writeString(out, report.toJson());
            spec.commandLine().getOut().print(report.toTable());
            spec.commandLine().getOut().println("as JSON in " + out);
            spec.commandLine().getOut().flush();
            return report.isComplete() ? 0 : 1;
        }
    }

    private Path sample(Path folder) throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream stream = Files.newOutputStream(file)) {
            new SampleCapture(packets, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(stream);
        }
        return file;
    }
}

package io.wadi.cli;

import io.wadi.bench.BenchPlan;
import io.wadi.bench.BenchReport;
import io.wadi.bench.BenchSession;
import io.wadi.bench.ContestName;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureFiles;
import io.wadi.sample.SampleCapture;
import io.wadi.sample.Workload;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi bench}: measures the throughput, in comparison with other programs on the same capture. */
@Command(
        name = "bench",
        description = "Benchmarks the pipeline and its yardsticks with one capture on embedded servers, and prints "
                + "medians and ratios. A run whose counts do not match gives no figure.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--packets",
            defaultValue = "5000000",
            description = "Packets of the synthetic capture (default ${DEFAULT-VALUE}).")
    private long packets;

    @Option(names = "--capture", paramLabel = "FILE", description = "Use this capture instead of a synthetic one.")
    private Path capture;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            converter = WorkloadConverter.class,
            completionCandidates = WorkloadConverter.Names.class,
            description = "What happens in the synthetic capture: ${COMPLETION-CANDIDATES} (default: office). The "
                    + "comparisons of new flows always use the three attacks.")
    private Workload workload;

    @Option(
            names = "--contests",
            split = ",",
            paramLabel = "NAME",
            converter = ContestConverter.class,
            completionCandidates = ContestConverter.Names.class,
            description = "Only hold these contests, in this order: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<ContestName> contests = new LinkedHashSet<>();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each run (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--memory", description = "Also measure resident memory. This reads the capture ten times.")
    private boolean memory;

    @Option(
            names = "--growth",
            split = ",",
            paramLabel = "PACKETS",
            description = "Also store synthetic captures with these numbers of packets, for example "
                    + "1000000,10000000,100000000, and print rate, memory, bytes on disk and the time of the "
                    + "dashboard's queries. Kafka and PostgreSQL need about 260 bytes of disk space per packet.")
    private List<Long> growth = List.of();

    @Option(
            names = "--stores",
            paramLabel = "PROCESSES",
            description = "Also measure how fast one store process and this number of processes (at least 2) store a "
                    + "full topic: flows, or with --lake packets in the lake.")
    private int stores;

    @Option(
            names = "--exports",
            description =
                    "Only measure how fast the datagrams of flow exporters are stored, with about --packets records "
                            + "in them.")
    private boolean exports;

    @Option(
            names = "--lake",
            description = "Only measure the lake: how fast a process stores a full topic in it, against store-traffic, "
                    + "what the packets take there, and how fast DuckDB (wadi add duckdb) counts them.")
    private boolean lake;

    @Option(
            names = "--connect",
            description =
                    "Only measure how fast a process stores a full topic in table traffic, against a JDBC sink of "
                            + "Kafka Connect, which Maven fetches.")
    private boolean connect;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How packets are written on their topic: json or protobuf; by default as "
                    + "wadi.message.format says.")
    private String format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench.json",
            description = "The JSON file to write the figures to (default ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        check();
        Path folder = Files.createTempDirectory("wadi-bench-");
        try (BenchSession session = new BenchSession(folder, settings, common::say)) {
            Thread abort = new Thread(session::abort, "bench-abort");
            Runtime.getRuntime().addShutdownHook(abort);
            BenchReport report = measure(session, folder);
            Files.writeString(out, report.toJson());
            common.out().print(report.toTable());
            common.print("wadi: wrote the figures to " + out);
            return report.isComplete() ? 0 : 1;
        }
    }

    private BenchReport measure(BenchSession session, Path folder) throws Exception {
        if (exports) {
            return session.runExports(packets, rounds);
        }
        Path read = capture == null ? sample(folder) : capture;
        if (connect) {
            return session.runConnect(read, rounds);
        }
        if (lake) {
            return session.runLake(read, rounds, stores);
        }
        Set<ContestName> held = contests.isEmpty() ? EnumSet.allOf(ContestName.class) : contests;
        return session.run(read, new BenchPlan(held, rounds, memory, growth, stores));
    }

    private Settings settings() {
        Settings settings = common.settings();
        if (format != null) {
            settings.set(KafkaSettings.MESSAGE_FORMAT, format);
            settings.check();
        }
        return settings;
    }

    /** Checks the arguments before the long run starts. */
    private void check() throws CaptureException {
        if (packets < 1 || growth.stream().anyMatch(frames -> frames < 1) || rounds < 1 || stores < 0 || stores == 1) {
            throw common.misuse("--packets, --rounds and --growth must be at least 1, and --stores at least 2");
        }
        checkAlone();
        if (capture != null && workload != null) {
            throw common.misuse("--workload and --capture exclude each other: --workload is for the synthetic capture");
        }
        if (capture != null) {
            CaptureFiles.check(capture);
        }
        if (!Files.isWritable(out.toAbsolutePath().getParent()) || Files.isDirectory(out)) {
            throw new CommandException(out + " cannot be written; name another file with --out");
        }
    }

    /** Some options name the only contest. */
    private void checkAlone() {
        long only = Stream.of(exports, lake, connect).filter(chosen -> chosen).count();
        boolean more = memory || !growth.isEmpty() || stores > 0 && !lake || !contests.isEmpty() || only > 1;
        if (exports && (more || capture != null || workload != null)) {
            throw common.misuse("--exports measures nothing else: use it with --packets, --rounds and --out only");
        }
        if (only > 0 && more) {
            throw common.misuse((lake ? "--lake" : "--connect") + " measures nothing else: use it with --packets, "
                    + "--capture, --workload, --rounds" + (lake ? ", --stores" : "") + " and --out only");
        }
    }

    private Path sample(Path folder) throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream stream = Files.newOutputStream(file)) {
            Workload happens = workload == null ? Workload.OFFICE : workload;
            new SampleCapture(packets, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START, happens).write(stream);
        }
        return file;
    }
}

package io.wadi.bench;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/** A benchmark with its own servers in a temporary folder, which is deleted at the end. */
public final class BenchSession implements AutoCloseable {

    private final Path folder;
    private final BenchServers servers;
    private final Consumer<String> progress;
    private boolean closed;

    /**
     * Starts the servers.
     *
     * @param folder folder of all data; deleted at the end
     * @param settings receive the addresses of the servers
     * @param progress receives one line per step
     * @throws EmbeddedException if they cannot start
     */
    public BenchSession(Path folder, Settings settings, Consumer<String> progress) throws EmbeddedException {
        this.folder = folder;
        this.progress = progress;
        servers = new BenchServers(EmbeddedServers.start(folder.resolve("servers"), settings), settings);
    }

    /** Runs the measurements of a plan with one capture. */
    public BenchReport run(Path file, BenchPlan plan) throws Exception {
        Path capture = file.toAbsolutePath();
        WadiProcess wadi = new WadiProcess(servers, folder);
        List<String> remarks = new ArrayList<>();
        List<Result> results = Bench.hold(plan.contests(), servers, wadi, capture, folder, plan.rounds(), progress);
        MemoryCheck memory = plan.memory()
                ? attempt("memory", () -> MemoryCheck.measure(servers, wadi, capture), null, remarks)
                : null;
        List<Growth> growth = attempt("growth", () -> growth(wadi, plan.growth()), List.of(), remarks);
        List<ScaleOut> scaleOut = plan.stores() == 0
                ? List.of()
                : attempt(
                        "stores",
                        () -> new ScaleOutRun(servers, wadi).measure(capture, plan.stores()),
                        List.of(),
                        remarks);
        return report(file.getFileName().toString(), results, memory, growth, scaleOut, null, remarks);
    }

    /**
     * Measures only the lake: how fast packets are stored in it, what they take, and how fast DuckDB counts them.
     *
     * @param stores number of processes that share the store, at least 2; 0 to skip this
     */
    public BenchReport runLake(Path file, int rounds, int stores) throws Exception {
        LakeRun lake = new LakeRun(servers, new WadiProcess(servers, folder), folder, progress);
        Result result = lake.hold(file.toAbsolutePath(), rounds);
        List<ScaleOut> scaleOut = stores == 0 ? List.of() : lake.holdStores(file.toAbsolutePath(), stores);
        return report(
                        file.getFileName().toString(),
                        List.of(result),
                        null,
                        List.of(),
                        scaleOut,
                        lake.figures(),
                        List.of())
                .noting(lake.commits());
    }

    /**
     * Measures only how fast the datagrams of exporters are stored.
     *
     * @param records records in them, about; at least 1
     */
    public BenchReport runExports(long records, int rounds) throws Exception {
        WadiProcess wadi = new WadiProcess(servers, folder);
        Result result = Bench.holdExports(servers, wadi, folder, records, rounds, progress);
        return report("exports.pcap", List.of(result), null, List.of(), List.of(), null, List.of());
    }

    /** Measures only a store against Kafka Connect. */
    public BenchReport runConnect(Path file, int rounds) throws Exception {
        WadiProcess wadi = new WadiProcess(servers, folder);
        Result result = Bench.holdConnect(servers, wadi, file.toAbsolutePath(), folder, rounds, progress);
        return report(file.getFileName().toString(), List.of(result), null, List.of(), List.of(), null, List.of());
    }

    private BenchReport report(
            String capture,
            List<Result> results,
            MemoryCheck memory,
            List<Growth> growth,
            List<ScaleOut> scaleOut,
            LakeFigures lake,
            List<String> remarks) {
        return new BenchReport(
                capture,
                servers.settings().text(KafkaSettings.MESSAGE_FORMAT),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                results,
                memory,
                growth,
                scaleOut,
                lake,
                List.of(),
                remarks);
    }

    /** If one measurement fails, the others still run. */
    private <T> T attempt(String what, Callable<T> measurement, T none, List<String> remarks) throws Exception {
        try {
            return measurement.call();
        } catch (BenchException e) {
            remarks.add("no figure for " + what + ": " + e.getMessage());
            progress.accept(remarks.get(remarks.size() - 1));
            return none;
        }
    }

    private List<Growth> growth(WadiProcess wadi, List<Long> sizes) throws Exception {
        List<Growth> steps = new ArrayList<>();
        for (long frames : sizes) {
            Growth step = new GrowthRun(servers, wadi).measure(frames);
            progress.accept(String.format(
                    "growth   %,d packets into both tables %,20.0f packets/s",
                    step.packets(), step.packetsPerSecond()));
            steps.add(step);
        }
        return steps;
    }

    /** Stops the current run, for a benchmark that is interrupted. */
    public void abort() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        try {
            close();
        } catch (IOException | UncheckedIOException e) {
            progress.accept("left behind: " + folder + ": " + e.getMessage());
        }
    }

    /** Stops the servers and deletes the folder, once. A second caller waits for that, as the JVM's shutdown needs. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        servers.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}

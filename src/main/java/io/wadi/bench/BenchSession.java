package io.wadi.bench;

import io.wadi.embedded.EmbeddedException;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A benchmark with servers of its own in a folder of its own, which is deleted at the end. */
public final class BenchSession implements AutoCloseable {

    private final Path folder;
    private final BenchServers servers;
    private final Consumer<String> progress;

    /**
     * Starts the servers.
     *
     * @param folder where everything is; deleted at the end
     * @param settings changed to name the servers
     * @param progress told what happens, a line each time
     * @throws EmbeddedException when they do not start
     */
    public BenchSession(Path folder, Settings settings, Consumer<String> progress) throws EmbeddedException {
        this.folder = folder;
        this.progress = progress;
        servers = new BenchServers(EmbeddedServers.start(folder.resolve("servers"), settings), settings);
    }

    /** Measures everything with one capture. */
    public BenchReport run(Path capture, int rounds, boolean memory) throws Exception {
        List<Result> results = Bench.hold(servers, capture.toAbsolutePath(), folder, rounds, progress);
        MemoryCheck check = memory ? MemoryCheck.measure(servers, capture.toAbsolutePath(), folder) : null;
        return new BenchReport(
                capture.getFileName().toString(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                results,
                check);
    }

    @Override
    public void close() throws IOException {
        servers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

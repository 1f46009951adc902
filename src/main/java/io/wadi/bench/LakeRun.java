package io.wadi.bench;

import io.wadi.lake.DuckDbMissingException;
import io.wadi.lake.Lake;
import io.wadi.lake.LakeCommits;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/** Fills a topic once, and stores it in the lake and in table {@code traffic} in turn. */
final class LakeRun {

    private static final Goal GOAL = Goal.ratio(1.5);

    /** Commits of one run, about: a batch has so small a part of the topic that there is a second half. */
    private static final long COMMITS = 50;

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final Path warehouse;
    private final Consumer<String> progress;
    private final List<String> commits = new ArrayList<>();
    private double trafficBytes;
    private LakeFigures figures;

    /**
     * Creates the run.
     *
     * @param folder folder for the lake, which is removed after each round
     */
    LakeRun(BenchServers servers, WadiProcess wadi, Path folder, Consumer<String> progress) {
        this.servers = servers;
        this.wadi = wadi;
        this.progress = progress;
        warehouse = folder.resolve("lake");
    }

    /** Holds the contest. */
    Result hold(Path capture, int rounds) throws Exception {
        try (FullTopic topic = FullTopic.of(capture, servers, wadi)) {
            long packets = topic.packets();
            return new Contest(
                            "topic → lake",
                            new DrainRun(
                                    "store-lake",
                                    servers,
                                    wadi,
                                    topic,
                                    List.of(
                                            "--set=wadi.lake.warehouse=" + warehouse,
                                            "--set=wadi.store-lake.interval-millis=5000",
                                            "--set=wadi.store-lake.batch-packets=" + Math.max(1, packets / COMMITS)),
                                    (database, store) -> look(packets, database, store)),
                            new DrainRun(
                                    "store-traffic",
                                    servers,
                                    wadi,
                                    topic,
                                    List.of(),
                                    (database, store) ->
                                            trafficBytes = servers.tableBytes(database, "traffic") / (double) packets),
                            GOAL)
                    .hold(rounds, progress);
        }
    }

    /** One and several processes store the same topic. */
    List<ScaleOut> holdStores(Path capture, int processes) throws Exception {
        List<String> options =
                List.of("--set=wadi.lake.warehouse=" + warehouse, "--set=wadi.store-lake.interval-millis=5000");
        return new ScaleOutRun(servers, wadi, "store-lake", options, this::count).measure(capture, processes);
    }

    /** What the processes have committed, a sentence for each run. */
    List<String> commits() {
        return commits;
    }

    private long count(String database, int processes, int consumers) throws IOException, SQLException {
        Lake lake = lake(database);
        long packets = LakeScan.count(lake.files());
        LakeCommits done = lake.commits();
        commits.add(String.format(
                Locale.ROOT,
                "store-lake, %d process(es) of %d consumer(s): %d commits, %d attempts came too late and were repeated; "
                        + "DuckDB counts %,d packets",
                processes,
                consumers,
                done.commits(),
                done.conflicts(),
                packets));
        progress.accept(commits.get(commits.size() - 1));
        FileSystemUtils.deleteRecursively(warehouse);
        return packets;
    }

    private Lake lake(String database) {
        return new Lake(new LakePlace(servers.source(database), warehouse.toString()), LakeContent.PACKETS);
    }

    /** What the last round of the contest has stored; null if it did not come so far. */
    LakeFigures figures() {
        return figures;
    }

    private void look(long packets, String database, Process store) throws IOException, SQLException {
        long resident = ProcessStat.mostResidentBytes(store.toHandle()).orElse(0);
        List<String> files = lake(database).files();
        long[] sizes = new long[files.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Files.size(Path.of(files.get(i)));
        }
        figures = figures(packets, sizes, resident, scan(files, packets));
        FileSystemUtils.deleteRecursively(warehouse);
    }

    private LakeFigures figures(long packets, long[] sizes, long resident, LakeScan scan) {
        Arrays.sort(sizes);
        return new LakeFigures(
                packets,
                Arrays.stream(sizes).sum() / (double) packets,
                trafficBytes,
                sizes.length,
                sizes[sizes.length / 2],
                sizes[sizes.length - 1],
                resident,
                scan);
    }

    private LakeScan scan(List<String> files, long packets) throws SQLException {
        try {
            return LakeScan.of(files, packets);
        } catch (DuckDbMissingException e) {
            progress.accept("no scan of the lake: " + e.getMessage());
            return null;
        }
    }
}

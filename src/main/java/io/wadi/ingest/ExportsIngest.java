package io.wadi.ingest;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.netflow.ExportCapture;
import io.wadi.netflow.ExporterReport;
import io.wadi.netflow.NetflowConsumer;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the pipeline until the datagrams of exporters in a list of captures are stored, then counts their packets. */
public final class ExportsIngest {

    private static final Logger LOG = LoggerFactory.getLogger(ExportsIngest.class);
    private static final Sql IN_LEDGER = Sql.file("ingest/exporter-minutes");
    private static final long LOOK_MILLIS = 100;

    /** Longest wait for the next of the exporters' minutes. */
    private static final Duration LEDGER = Duration.ofMinutes(1);

    private final Settings settings;
    private final Path cache;
    private final Set<Stage> stores;
    private final StoreRun store;

    /**
     * Creates an ingest, which does not run yet.
     *
     * @param settings the settings, with the addresses of Kafka and PostgreSQL
     * @param cache folder for files that can be recreated
     * @param stores {@link Stage#STORE_FLOWS}, or empty to only publish
     */
    public ExportsIngest(Settings settings, Path cache, Set<Stage> stores) {
        this.settings = settings;
        this.cache = cache;
        this.stores = stores;
        store = new StoreRun(settings, stores);
    }

    /**
     * Stores the flows.
     *
     * @param ports UDP ports of the datagrams, with commas in between; empty to recognise them
     * @throws Exception if the pipeline cannot start; while it runs, it waits for a broker or database that is down
     */
    public ExportsReport run(List<Path> files, String ports, Progress progress) throws Exception {
        settings.set(NetflowSettings.ENABLED, "true");
        settings.set(NetflowSettings.SOURCE, "netflow:file:ingest?files=#bean:ingest-files&ports=" + ports);
        try (Pipeline pipeline =
                new Pipeline(settings, stores, cache).expecting(Stage.COLLECT).bind("ingest-files", files)) {
            pipeline.start();
            progress.started();
            // Messages of earlier runs in the topic are stored first, so that they do not count for this run.
            store.await(pipeline, 0, progress);
            StoredCounts counts = store.counts(pipeline);
            long began = System.nanoTime();
            pipeline.add(Stage.COLLECT);
            NetflowConsumer collector = pipeline.collector();
            read(collector, size(files), progress);
            store.await(pipeline, collector.counters().packets(), progress);
            store.fold(pipeline);
            awaitLedger(pipeline, collector);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            progress.done();
            TopicProof topic = store.topic(pipeline, settings.get(KafkaSettings.FLOWS_TOPIC));
            List<ExporterReport> exporters = collector.exporters();
            return new ExportsReport(
                    collector.captures(), collector.counters(), exporters, stored(counts, exporters), topic, took);
        }
    }

    private static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return size;
    }

    private static void read(NetflowConsumer collector, long size, Progress progress)
            throws InterruptedException, ExecutionException {
        Reading.await(collector.finished(), () -> {
            long read = collector.captures().stream()
                    .mapToLong(ExportCapture::readBytes)
                    .sum();
            progress.reading(Reading.share(read, size), collector.counters().packets(), "exports");
        });
    }

    /**
     * Whoever looks at the tables after the command finds the exporters' minutes whole. They may never be, because Kafka
     * or the database refuses one; the counts of flows do not depend on them.
     */
    private void awaitLedger(Pipeline pipeline, NetflowConsumer collector) throws InterruptedException {
        if (stores.isEmpty()) {
            return;
        }
        JdbcClient database = Jdbc.client(pipeline.database());
        Map<String, String> of = Map.of("collector", collector.id());
        long all = collector.counters().noted();
        long stored = 0;
        long since = System.nanoTime();
        while (stored < all && System.nanoTime() - since < LEDGER.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long now = Patience.ask(
                    () -> IN_LEDGER.on(database, of).query(Long.class).single());
            if (now != stored) {
                stored = now;
                since = System.nanoTime();
            }
        }
        if (stored < all) {
            LOG.warn(
                    "Table exporter_minutes has {} of the {} datagrams of this run: the other minutes were refused or are "
                            + "late",
                    stored,
                    all);
        }
    }

    /** Packets of these exporters that this run has stored. */
    private static OptionalLong stored(StoredCounts counts, List<ExporterReport> exporters)
            throws InterruptedException {
        if (counts == null) {
            return OptionalLong.empty();
        }
        Map<String, Long> gained = counts.flowsGained();
        return OptionalLong.of(exporters.stream()
                .map(report -> report.exporter().name())
                .distinct()
                .mapToLong(probe -> gained.getOrDefault(probe, 0L))
                .sum());
    }
}

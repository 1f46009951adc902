package io.wadi.ingest;

import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapSource;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Runs the pipeline until a list of captures is stored, then counts the stored packets in the tables. */
public final class Ingest {

    private final Settings settings;
    private final Path cache;
    private final Set<Stage> stores;
    private final StoreRun store;

    /**
     * Creates an ingest, which does not run yet.
     *
     * @param settings the settings, with the addresses of Kafka and PostgreSQL
     * @param cache folder for files that can be recreated
     * @param stores the store stages; empty to only publish
     */
    public Ingest(Settings settings, Path cache, Set<Stage> stores) {
        this.settings = settings;
        this.cache = cache;
        this.stores = stores;
        store = new StoreRun(settings, stores);
    }

    /**
     * Stores the captures.
     *
     * @throws Exception if the pipeline cannot start; while it runs, it waits for a broker or database that is down
     */
    public IngestReport run(List<Path> files, Progress progress) throws Exception {
        settings.set(CaptureSettings.SOURCE, "pcap:file:ingest?files=#bean:ingest-files");
        try (Pipeline pipeline =
                new Pipeline(settings, stores, cache).expecting(Stage.CAPTURE).bind("ingest-files", files)) {
            pipeline.start();
            progress.started();
            // Messages of earlier runs in the topic are stored first, so that they do not count for this run.
            store.await(pipeline, 0, progress);
            StoredCounts counts = store.counts(pipeline);
            long began = System.nanoTime();
            pipeline.add(Stage.CAPTURE);
            PcapConsumer capture = pipeline.capture();
            read(capture, progress);
            Publication publication = Publication.of(pipeline, settings);
            publication.await(progress);
            store.await(pipeline, capture.counters().decoded(), progress);
            store.fold(pipeline);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            progress.done();
            TopicProof topic = store.topic(pipeline, CaptureAt.topic(settings));
            return new IngestReport(captures(capture.sources(), publication, counts), capture.counters(), topic, took);
        }
    }

    private static void read(PcapConsumer capture, Progress progress) throws InterruptedException, ExecutionException {
        long size = capture.sources().stream().mapToLong(PcapSource::sizeBytes).sum();
        Reading.await(capture.finished(), () -> {
            long read =
                    capture.sources().stream().mapToLong(PcapSource::readBytes).sum();
            String file = capture.sources().stream()
                    .filter(source -> source.state() == PcapSource.State.READING)
                    .map(PcapSource::name)
                    .findFirst()
                    .orElse("");
            progress.reading(Reading.share(read, size), capture.counters().decoded(), file);
        });
    }

    private List<CaptureReport> captures(List<PcapSource> sources, Publication publication, StoredCounts counts)
            throws InterruptedException {
        Map<String, Long> traffic = stores.contains(Stage.STORE_TRAFFIC) ? counts.traffic() : null;
        Map<String, Long> flows = stores.contains(Stage.STORE_FLOWS) ? counts.flowsGained() : null;
        return sources.stream()
                .map(source -> new CaptureReport(
                        source,
                        publication.of(source),
                        publication.refused(source),
                        gained(traffic, source),
                        gained(flows, source),
                        flows == null ? 0 : counts.flowsBefore(source.probe())))
                .toList();
    }

    private static OptionalLong gained(Map<String, Long> counts, PcapSource source) {
        return counts == null ? OptionalLong.empty() : OptionalLong.of(counts.getOrDefault(source.probe(), 0L));
    }
}

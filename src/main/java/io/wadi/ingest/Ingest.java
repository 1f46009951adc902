package io.wadi.ingest;

import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapSource;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the pipeline until a list of captures is stored, and counts in the tables what arrived. */
public final class Ingest {

    private static final long LOOK_MILLIS = 100;
    private static final List<String> CONSUMERS = List.of("wadi-store-traffic", "wadi-store-flows");

    private final Settings settings;
    private final Path cache;

    public Ingest(Settings settings, Path cache) {
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * Stores the captures.
     *
     * @throws Exception when the pipeline cannot start or the database fails at the end; while it runs, a broker or
     *     database that is away is waited for
     */
    public IngestReport run(List<Path> files, Progress progress) throws Exception {
        settings.set("wadi.source", "pcap:file:ingest?files=#bean:ingest-files");
        Set<Stage> stores = Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);
        try (Pipeline pipeline = new Pipeline(settings, stores, cache).bind("ingest-files", files)) {
            pipeline.start();
            // What an earlier run left in the topic is stored first, so that it does not count as this run's.
            store(pipeline, 0, progress);
            StoredCounts counts = new StoredCounts(pipeline.database());
            pipeline.add(Stage.CAPTURE);
            PcapConsumer capture = pipeline.capture();
            read(capture, progress);
            store(pipeline, capture.counters().decoded(), progress);
            progress.done();
            return report(capture, counts);
        }
    }

    private static void read(PcapConsumer capture, Progress progress) throws InterruptedException, ExecutionException {
        long size = capture.sources().stream().mapToLong(PcapSource::sizeBytes).sum();
        while (true) {
            try {
                capture.finished().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillReading) {
                long read = capture.sources().stream().mapToLong(PcapSource::readBytes).sum();
                String file = capture.sources().stream()
                        .filter(source -> source.state() == PcapSource.State.READING)
                        .map(PcapSource::name)
                        .findFirst()
                        .orElse("");
                progress.reading(
                        size == 0 ? 0 : (double) read / size, capture.counters().decoded(), file);
            }
        }
    }

    private void store(Pipeline pipeline, long packets, Progress progress)
            throws ExecutionException, InterruptedException {
        StoredEverything stored = new StoredEverything(
                pipeline.database(), settings.get("wadi.kafka.brokers"), settings.get("wadi.topic"), CONSUMERS);
        while (!stored.isTrue()) {
            progress.storing(packets);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static IngestReport report(PcapConsumer capture, StoredCounts counts) {
        Map<String, Long> traffic = counts.traffic();
        Map<String, Long> flows = counts.flowsGained();
        return new IngestReport(
                capture.sources().stream()
                        .map(source -> new CaptureReport(
                                source,
                                traffic.getOrDefault(source.probe(), 0L),
                                flows.getOrDefault(source.probe(), 0L)))
                        .toList(),
                capture.counters());
    }
}

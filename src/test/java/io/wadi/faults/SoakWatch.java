package io.wadi.faults;

import io.wadi.faults.ProcessSamples.Course;
import io.wadi.faults.ProcessSamples.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Samples the processes that are never killed, until it is closed. */
final class SoakWatch implements AutoCloseable {

    private static final int SAMPLE_SECONDS = 5;

    /** Of a short soak each third still needs ten. */
    private static final int HEAPS = 60;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<ProcessSamples> samples;
    private final SoakPlace place;
    private final Instant began = Instant.now();
    private Instant ended;

    SoakWatch(SoakPlace place, List<SoakWorker> workers, Duration duration) {
        this.place = place;
        samples = workers.stream().map(ProcessSamples::new).toList();
        long heapSeconds = Math.max(1, duration.toSeconds() / HEAPS);
        timer.scheduleAtFixedRate(() -> each(ProcessSamples::sample), 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> each(ProcessSamples::sampleHeap), 1, heapSeconds, TimeUnit.SECONDS);
    }

    private interface Sampling {
        void of(ProcessSamples samples) throws IOException, InterruptedException;
    }

    private void each(Sampling sampling) {
        for (ProcessSamples each : samples) {
            try {
                sampling.of(each);
            } catch (IOException e) {
                place.say("no sample of %s: %s", each.worker().name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Ends the sampling, and with it the time that is looked at. */
    @Override
    public void close() throws IOException {
        if (ended != null) {
            return;
        }
        ended = Instant.now();
        timer.shutdownNow();
        Files.write(place.folder().resolve("samples.csv"), (Iterable<String>)
                samples.stream().flatMap(ProcessSamples::csv)::iterator);
    }

    /** How each figure of each process went, by "process figure". */
    Map<String, Course> courses() {
        Map<String, Course> courses = new LinkedHashMap<>();
        for (ProcessSamples each : samples) {
            for (Figure figure : Figure.values()) {
                courses.put(each.worker().name() + " " + figure, each.course(figure, began, ended));
            }
        }
        return courses;
    }
}

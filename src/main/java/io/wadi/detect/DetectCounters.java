package io.wadi.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.wadi.metrics.Meters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The bean {@code detect-counters}: Micrometer counters of this process's detections. Thread-safe. */
public final class DetectCounters implements MeterBinder {

    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Map<Severity, AtomicLong> open = new EnumMap<>(Severity.class);

    /** Creates counters, which become visible when they are bound to a registry. */
    public DetectCounters() {
        for (Severity severity : Severity.values()) {
            AtomicLong count = new AtomicLong();
            open.put(severity, count);
            Meters.of(meters, count, "severity", severity.label())
                    .gauge("wadi.alerts.open", "Open alerts", null, AtomicLong::get);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        meters.add(registry);
    }

    void ran(DetectionRun run) {
        Timer.builder("wadi.detect.runs")
                .description("Runs of detections, with the time of their queries")
                .tag("detection", run.detection().name())
                .tag("outcome", run.isComplete() ? "complete" : "failed")
                .register(meters)
                .record(run.millis(), TimeUnit.MILLISECONDS);
    }

    void skipped(Detection detection, Duration time) {
        Counter.builder("wadi.detect.skipped")
                .description("Time that detections skipped, because the stores were too far behind")
                .baseUnit("seconds")
                .tag("detection", detection.name())
                .register(meters)
                .increment(time.toSeconds());
    }

    void changed(Detection detection, AlertChange change) {
        Counter.builder("wadi.alerts.changes")
                .description("State changes of alerts")
                .tag("detection", detection.name())
                .tag("change", change.label())
                .register(meters)
                .increment();
    }

    /** Counts a change of an alert that topic {@code alerts} refuses permanently. */
    public void refused() {
        Counter.builder("wadi.alerts.refused")
                .description("Changes of alerts that Kafka refused permanently")
                .register(meters)
                .increment();
    }

    void open(Map<Severity, Long> counts) {
        open.forEach((severity, count) -> count.set(counts.getOrDefault(severity, 0L)));
    }
}

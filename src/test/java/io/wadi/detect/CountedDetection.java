package io.wadi.detect;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** A detection that has caused every counted event, so that all meters exist. */
public final class CountedDetection {

    private CountedDetection() {}

    /** Shows its meters to a registry. */
    public static void bindTo(MeterRegistry registry) {
        DetectCounters counters = new DetectCounters();
        counters.bindTo(registry);
        Detection detection = Lab.shipped("syn-flood");
        counters.ran(new DetectionRun(detection, Instant.EPOCH, 0, null, null));
        counters.skipped(detection, Duration.ZERO);
        counters.changed(detection, AlertChange.OPENED);
        counters.refused();
    }
}

package io.wadi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LongAdder frames = new LongAdder();

    @Test
    void metersReadTheObjectWheneverTheyAreAsked() {
        Meters.of(registry, frames, "route", "capture")
                .counter("frames", "Frames", LongAdder::sum)
                .gauge("held", "Bytes held", "bytes", LongAdder::sum);
        frames.add(3);
        assertThat(registry.get("frames")
                        .tag("route", "capture")
                        .functionCounter()
                        .count())
                .isEqualTo(3);
        Meter held = registry.get("held").tag("route", "capture").gauge();
        assertThat(held.getId().getBaseUnit()).isEqualTo("bytes");
        assertThat(held.getId().getDescription()).isEqualTo("Bytes held");
        assertThat(held.measure().iterator().next().getValue()).isEqualTo(3);
    }

    @Test
    void oneMoreTagLeavesTheOthers() {
        Meters<LongAdder> capture = Meters.of(registry, frames, "route", "capture");
        capture.with("where", "kernel").counter("dropped", "Frames lost", LongAdder::sum);
        capture.counter("frames", "Frames", LongAdder::sum);
        assertThat(registry.get("dropped")
                        .tags("route", "capture", "where", "kernel")
                        .functionCounters())
                .hasSize(1);
        assertThat(registry.get("frames").functionCounter().getId().getTags()).hasSize(1);
    }

    @Test
    void closingRemovesAllOfThemAndNothingElse() {
        registry.counter("other");
        Meters<LongAdder> first = Meters.of(registry, frames);
        first.counter("frames", "Frames", LongAdder::sum);
        first.with("where", "kernel").counter("dropped", "Frames lost", LongAdder::sum);
        first.close();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("other");

        LongAdder later = new LongAdder();
        later.add(7);
        Meters.of(registry, later).counter("frames", "Frames", LongAdder::sum);
        assertThat(registry.get("frames").functionCounter().count()).isEqualTo(7);
    }
}

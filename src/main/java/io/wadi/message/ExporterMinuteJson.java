package io.wadi.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.failure.Causes;
import io.wadi.metrics.Meters;
import io.wadi.netflow.ExporterMinute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code exporter-minutes}: the messages of topic {@code exporters}, written and read. Thread-safe. */
public final class ExporterMinuteJson implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ExporterMinuteJson.class);

    private final LongAdder unreadable = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Writes messages, keyed by the exporter, so that those of one exporter stay in order. */
    public List<PacketMessage> messages(List<ExporterMinute> minutes) {
        return minutes.stream()
                .map(ExporterMinuteMessage::of)
                .map(message -> new PacketMessage(key(message), message.toJson()))
                .toList();
    }

    private static byte[] key(ExporterMinuteMessage message) {
        String exporter = message.exporter() == null ? message.collector() : message.exporter();
        return exporter.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads a message; null for one that is unreadable, which is counted. */
    public ExporterMinuteMessage read(byte[] json) {
        try {
            return ExporterMinuteMessage.read(json == null ? new byte[0] : json);
        } catch (IllegalArgumentException e) {
            unreadable.increment();
            LOG.warn("A message of topic exporters cannot be read and is left out: {}", e.getMessage());
            return null;
        }
    }

    /** Counts a message whose content the database refuses, and leaves it out: no other message waits for it. */
    public void refuse(Exception reason) {
        refused.increment();
        LOG.warn(
                "The database refuses a message of topic exporters, which is left out: {}",
                Causes.innermost(reason).getMessage());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, unreadable)
                .counter(
                        "wadi.exporter.minutes.unreadable",
                        "Messages of topic exporters that cannot be read",
                        LongAdder::sum);
        Meters.of(registry, refused)
                .counter(
                        "wadi.exporter.minutes.refused",
                        "Messages of topic exporters whose content the database refuses",
                        LongAdder::sum);
    }
}

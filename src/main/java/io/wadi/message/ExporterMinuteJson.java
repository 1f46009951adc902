package io.wadi.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.failure.Causes;
import io.wadi.metrics.Meters;
import io.wadi.net.TextCleaner;
import io.wadi.netflow.ExporterMinute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code exporter-minutes}: the messages of topic {@code exporters}, written and read. Thread-safe. */
public final class ExporterMinuteJson implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ExporterMinuteJson.class);

    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

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
            if (unreadable.getAndIncrement() == 0) {
                LOG.warn(
                        "A message of topic exporters cannot be read and is left out; Wadi only counts further ones: {}",
                        firstLine(e));
            }
            return null;
        }
    }

    /** Counts a message whose content the database refuses, and leaves it out: no other message waits for it. */
    public void refuse(Exception reason) {
        if (refused.getAndIncrement() == 0) {
            LOG.warn(
                    "The database refuses a message of topic exporters, which is left out; Wadi only counts further ones:"
                            + " {}",
                    firstLine(Causes.innermost(reason)));
        }
    }

    /** Parsers and databases quote the message in further lines. */
    private static String firstLine(Throwable reason) {
        return TextCleaner.clean(
                String.valueOf(reason.getMessage()).lines().findFirst().orElse(""));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, unreadable)
                .counter(
                        "wadi.exporter.minutes.unreadable",
                        "Messages of topic exporters that cannot be read",
                        AtomicLong::get);
        Meters.of(registry, refused)
                .counter(
                        "wadi.exporter.minutes.refused",
                        "Messages of topic exporters whose content the database refuses",
                        AtomicLong::get);
    }
}

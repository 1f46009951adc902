package io.wadi.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.wadi.net.IpAddress;
import io.wadi.net.TextCleaner;
import io.wadi.netflow.Exporter;
import io.wadi.netflow.ExporterMinute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A message on topic {@code exporters}: what was received from a stream of an exporter in a minute, and what was lost. The
 * counts are those of {@link ExporterMinute}; a message with the same collector and cell replaces an earlier one.
 *
 * @param exporter address; null for what the collector dropped, whosever it was
 * @param probe name of the exporter, as in the messages of its flows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExporterMinuteMessage(
        String collector,
        long cell,
        long minute,
        String exporter,
        Integer port,
        String probe,
        String protocol,
        long domain,
        long datagrams,
        long records,
        long lost,
        long late,
        long restarts,
        long noTemplate,
        long dropped,
        long sampling,
        long skewMillis) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader READER =
            MAPPER.readerFor(ExporterMinuteMessage.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final int MOST_TEXT = 255;

    /** Most of anything in a minute. A link of 400 Gb/s carries 4 · 10¹⁰ packets in that time. */
    private static final long MOST_IN_A_MINUTE = 1L << 48;

    /** The year 9999, which PostgreSQL and java.time can express. */
    private static final long MOST_SECONDS = 253_402_300_799L;

    static ExporterMinuteMessage of(ExporterMinute minute) {
        Exporter exporter = minute.exporter();
        return new ExporterMinuteMessage(
                minute.collector(),
                minute.cell(),
                minute.minute(),
                exporter == null ? null : exporter.address().toString(),
                exporter == null ? null : exporter.port(),
                exporter == null ? "" : exporter.name(),
                exporter == null ? "" : exporter.protocol().label(),
                exporter == null ? 0 : exporter.domain(),
                minute.datagrams(),
                minute.records(),
                minute.lost(),
                minute.late(),
                minute.restarts(),
                minute.noTemplate(),
                minute.dropped(),
                minute.samplingRate(),
                minute.skewMillis());
    }

    byte[] toJson() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException with the reason, if the table cannot hold it
     */
    static ExporterMinuteMessage read(byte[] json) {
        try {
            ExporterMinuteMessage message = READER.readValue(json);
            require(message != null, "it is null");
            message.check();
            return message;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON of an exporter's minute: " + e.getMessage(), e);
        }
    }

    private void check() {
        require(collector != null, "collector is missing");
        // Java also reads forms that PostgreSQL refuses, such as 1-1-1-1-1.
        require(UUID.fromString(collector).toString().equals(collector), "collector is not a UUID");
        require(minute >= 0 && minute <= MOST_SECONDS, "minute is out of range");
        if (exporter != null) {
            IpAddress.parse(exporter);
            require(port != null && port >= 0 && port <= 0xffff, "port is out of range");
        }
        require(isText(probe) && isText(protocol), "probe or protocol is missing or too long");
        require(cell >= 0 && domain >= 0 && sampling >= 0, "cell, domain or sampling is negative");
        boolean counts = LongStream.of(datagrams, records, lost, late, restarts, noTemplate, dropped)
                .allMatch(count -> count >= 0 && count <= MOST_IN_A_MINUTE);
        require(counts, "a count is negative or larger than a minute can have");
    }

    private static boolean isText(String text) {
        return text != null && text.length() <= MOST_TEXT && text.equals(TextCleaner.clean(text));
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalArgumentException(reason);
        }
    }
}

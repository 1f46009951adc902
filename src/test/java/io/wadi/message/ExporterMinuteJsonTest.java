package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.faults.LogLines;
import io.wadi.net.IpAddress;
import io.wadi.netflow.ExportProtocol;
import io.wadi.netflow.Exporter;
import io.wadi.netflow.ExporterMinute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExporterMinuteJsonTest {

    private static final String COLLECTOR = "0f0e0d0c-0b0a-0908-0706-050403020100";
    private static final Exporter EXPORTER =
            new Exporter("r7", IpAddress.parse("2001:db8::7"), 50_000, ExportProtocol.IPFIX, 4_294_967_295L);

    private final ExporterMinuteJson json = new ExporterMinuteJson();

    private static ExporterMinute minute(Exporter exporter) {
        return new ExporterMinute(COLLECTOR, 9, exporter, 1_700_000_040, 1, 2, 3, 4, 5, 6, 7, 8, -9);
    }

    private String written(Exporter exporter) {
        return new String(json.messages(List.of(minute(exporter))).get(0).value(), StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatItWrites() {
        PacketMessage message = json.messages(List.of(minute(EXPORTER))).get(0);
        assertThat(message.key()).asString().isEqualTo("2001:db8::7");
        assertThat(json.read(message.value()))
                .isEqualTo(new ExporterMinuteMessage(
                        COLLECTOR,
                        9,
                        1_700_000_040,
                        "2001:db8::7",
                        50_000,
                        "r7",
                        "ipfix",
                        4_294_967_295L,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        -9));
    }

    @Test
    void whatTheCollectorDroppedHasNoExporter() {
        PacketMessage message = json.messages(List.of(minute(null))).get(0);
        assertThat(message.key()).asString().isEqualTo(COLLECTOR);
        assertThat(json.read(message.value()).exporter()).isNull();
        assertThat(json.read(message.value()).dropped()).isEqualTo(7);
    }

    /** What the table cannot hold would stop the store. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"records\":2 | \"records\":-2",
                "\"records\":2 | \"records\":99999999999999999999",
                "\"records\":2 | \"records\":\"many\"",
                "\"records\":2 | \"records\":281474976710657",
                "\"lost\":3 | \"lost\":9223372036854775807",
                "\"sampling\":8 | \"sampling\":-8",
                "\"minute\":1700000040 | \"minute\":999999999999",
                "\"port\":50000 | \"port\":70000",
                "\"port\":50000 | \"cells\":1",
                "2001:db8::7 | r7.example",
                "0f0e0d0c- | zz",
                "0f0e0d0c-0b0a-0908-0706-050403020100 | 1-1-1-1-1",
                "\"probe\":\"r7\" | \"probe\":null",
                "\"probe\":\"r7\" | \"probe\":\"a\\u0000b\"",
                "{ | [",
            })
    void anUnreadableMessageIsCounted(String part, String instead) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        json.bindTo(registry);
        String good = written(EXPORTER);
        assertThat(good).contains(part);
        assertThat(json.read(good.replace(part, instead).getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(registry.get("wadi.exporter.minutes.unreadable")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    /** Whoever may write the topic could fill the disk with log lines. */
    @Test
    void onlyTheFirstBadMessageIsLoggedWithoutWhatItMayHide() {
        try (LogLines log = new LogLines(ExporterMinuteJson.class.getName())) {
            for (int i = 0; i < 3; i++) {
                json.read("{\"\u001b[31m\": 1}".getBytes(StandardCharsets.UTF_8));
                json.refuse(new IllegalStateException("value \u001b[31m out of range\nDetail: all of the row"));
            }
            assertThat(log.lines()).hasSize(2).noneMatch(line -> line.contains("\u001b") || line.contains("Detail"));
            assertThat(log.lines().get(1)).endsWith(": value ?[31m out of range");
        }
    }

    @Test
    void anEmptyMessageIsUnreadable() {
        assertThat(json.read(null)).isNull();
        assertThat(json.read(new byte[0])).isNull();
        assertThat(json.read("null".getBytes(StandardCharsets.UTF_8))).isNull();
    }

    /** As docs/messages.md promises. */
    @Test
    void thePageHasEachField() throws IOException {
        assertThat(Files.readString(Path.of("docs", "exporters.md")))
                .contains(Stream.of(ExporterMinuteMessage.class.getRecordComponents())
                        .map(field -> "`" + field.getName() + "`")
                        .toList());
    }
}

package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.packet.RealCaptures;
import io.wadi.pcap.TestCaptures;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.sample.SampleExports;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The output and the exit status of {@code ingest}, with complete and incomplete captures. */
class IngestCommandIT {

    private static final String PROVED = "every packet is accounted for";
    private static final List<String> SETTINGS = List.of(
            "wadi.kafka.brokers",
            "wadi.database.url",
            "wadi.database.user",
            "wadi.topic",
            "wadi.topic.flows",
            "wadi.topic.exporters",
            "wadi.topic.dead",
            "wadi.topic.partitions",
            "wadi.store.interval-millis");

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void servers() throws Exception {
        settings = TestServers.withTables();
    }

    private CommandLineRun ingest(String... arguments) {
        List<String> all = new ArrayList<>(List.of("ingest"));
        SETTINGS.forEach(name ->
                all.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name))));
        all.addAll(List.of("--set", "wadi.data.dir=" + TestServers.cache()));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private JsonNode totals(String... arguments) throws Exception {
        CommandLineRun run = ingest(
                Stream.concat(Stream.of("--json"), Arrays.stream(arguments)).toArray(String[]::new));
        JsonNode totals = new ObjectMapper().readTree(run.out());
        assertThat(run.status()).isEqualTo(totals.get("whole").asBoolean() ? 0 : 1);
        return totals;
    }

    private String good() throws Exception {
        return TestCaptures.write(folder.resolve("good.pcap")).toString();
    }

    @Test
    void aFolderMeansAllCapturesInIt() throws Exception {
        Path inner = Files.createDirectories(folder.resolve("in/more"));
        TestCaptures.write(folder.resolve("in/a.pcap"));
        TestCaptures.write(inner.resolve("b.pcapng"));
        Files.writeString(inner.resolve("notes.txt"), "no capture");
        CommandLineRun run = ingest(folder.resolve("in").toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("total of 2 captures", PROVED);
        assertThat(run.err()).contains("passed over 1 file without a capture: ");
        CommandLineRun none =
                ingest(Files.createDirectory(folder.resolve("empty")).toString());
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("has no capture file");
    }

    private String cut() throws Exception {
        byte[] whole = Files.readAllBytes(TestCaptures.write(folder.resolve("whole.pcap")));
        return Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3))
                .toString();
    }

    private String sample(long packets) throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(packets, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return file.toString();
    }

    private void topicOfSmallMessages(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS)))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())
                            .configs(Map.of("max.message.bytes", String.valueOf(bytes)))))
                    .all()
                    .get();
        }
    }

    private long messagesIn(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS)))) {
            long messages = 0;
            for (int i = 0; i < 3; i++) {
                TopicPartition partition = new TopicPartition(topic, i);
                messages += admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            }
            return messages;
        }
    }

    private long number(String sql) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source).queryForObject(sql, Long.class);
    }

    @Test
    void aWholeCaptureIsProvedWithWhatWasLeftOut() throws Exception {
        CommandLineRun run = ingest(good());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("decoded 3 = published 3 = rows in traffic 3 = packets in flows 3")
                .endsWith(PROVED + "; not stored: 1 frame that is not IP (ARP 1), 1 frame that could not be decoded"
                        + System.lineSeparator());
    }

    @Test
    void aCaptureThatWasIngestedBeforeIsNoted() throws Exception {
        assertThat(ingest(good()).out()).doesNotContain("note:");
        CommandLineRun again = ingest(good());
        assertThat(again.status()).isZero();
        assertThat(again.out())
                .contains("note: 3 packets of probe ")
                .contains("good.pcap were stored by earlier runs; if they are of this capture, they count twice now")
                .contains("rows in traffic 3 = packets in flows 3");
    }

    @Test
    void flowsOfExportersAreProvedWithWhatTheNetworkLost() throws Exception {
        Path file = folder.resolve("exports.pcap");
        SampleExports.Summary written;
        try (OutputStream out = Files.newOutputStream(file)) {
            written = new SampleExports(200, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        CommandLineRun run = ingest("--exports", file.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("frames 200 = datagrams of exporters 200 + other packets 0 + not IP 0 + rejected 0")
                .contains("datagrams 200 = decoded 200 + refused 0 + rejected 0")
                .contains("flows " + written.flows() + " = published " + written.flows() + "; packets of flows "
                        + written.packets() + " = packets in flows " + written.packets())
                .contains("every record is accounted for; by their sequence numbers, the captures lack ");

        JsonNode totals = totals("--exports", "--ports", "6343", file.toString());
        assertThat(totals.get("datagrams").asInt()).isEqualTo(50);
        assertThat(totals.get("stored").asLong())
                .isEqualTo(totals.get("packets").asLong())
                .isPositive();

        CommandLineRun none = ingest("--exports", good());
        assertThat(none.status()).isZero();
        assertThat(none.out()).contains("there is nothing to account for: no datagram of an exporter in 1 capture");
    }

    @Test
    void optionsThatDoNotFitExportersAreWrongUsage() throws Exception {
        assertThat(ingest("--exports", "--at", "flows", good()))
                .satisfies(run -> assertThat(run.err()).contains("--at is for packets"))
                .returns(2, CommandLineRun::status);
        assertThat(ingest("--exports", "--only", "store-traffic", good()).status())
                .isEqualTo(2);
        assertThat(ingest("--ports", "2055", good())).returns(2, CommandLineRun::status);
        assertThat(ingest("--exports", "--ports", "ipfix", good()))
                .satisfies(run -> assertThat(run.err()).contains("Option ports has ipfix"))
                .returns(1, CommandLineRun::status);
    }

    @Test
    void aCaptureThatEndsEarlyIsNoProof() throws Exception {
        String sentence = "1 of 2 captures cannot be read to its end";
        CommandLineRun run = ingest(good(), cut());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("cut.pcap ends early")
                .contains("every packet that was read is accounted for, but " + sentence)
                .doesNotContain(PROVED);

        CommandLineRun allowed = ingest("--allow-partial", good(), cut());
        assertThat(allowed.status()).isZero();
        assertThat(allowed.out()).contains(sentence).doesNotContain(PROVED);

        JsonNode totals = totals(good(), cut());
        assertThat(totals.get("captures").asInt()).isEqualTo(2);
        assertThat(totals.get("partial").asInt()).isEqualTo(1);
        assertThat(totals.get("whole").asBoolean()).isFalse();
    }

    @Test
    void oneOfManyThatIsNoCaptureIsLeftOutWhereThatIsAllowed() throws Exception {
        String text = Files.writeString(folder.resolve("a.txt"), "no capture, but long enough to look")
                .toString();
        CommandLineRun refused = ingest(good(), text);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("a.txt is not a pcap or pcapng capture");
        assertThat(refused.out()).isEmpty();

        CommandLineRun allowed = ingest("--allow-partial", text, good());
        assertThat(allowed.status()).isZero();
        assertThat(allowed.err()).contains("a.txt is not a pcap or pcapng capture");
        assertThat(allowed.out()).contains("1 of 2 captures cannot be read to its end");

        CommandLineRun nothing = ingest("--allow-partial", text);
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("None of the captures can be read");
    }

    @Test
    void whereNothingWasIpNothingIsProved() throws Exception {
        Path arp = TestCaptures.writeWithoutIp(folder.resolve("arp.pcap"));
        CommandLineRun run = ingest(arp.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("no IP packet in 1 capture").doesNotContain(PROVED);
    }

    @Test
    void aPatternThatFitsNothingFails() {
        CommandLineRun run = ingest(folder.resolve("*.pcap").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Capture file " + folder.resolve("*.pcap") + " does not exist");
    }

    @Test
    void messagesThatTheTopicDoesNotTakeBreakTheEquation() throws Exception {
        topicOfSmallMessages(settings.get(KafkaSettings.TOPIC), 450);
        CommandLineRun run = ingest(sample(400));
        long published = messagesIn(settings.get(KafkaSettings.TOPIC));
        assertThat(published).isPositive();
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("≠ published " + published + " + refused by Kafka ")
                .contains("THE COUNTS DO NOT MATCH")
                .doesNotContain(PROVED);
        assertThat(number("select count(*) from traffic")).isEqualTo(published);
        assertThat(number("select sum(packets) from flows")).isEqualTo(published);
    }

    @Test
    void oneThatIsTooLargeTakesNoOtherWithIt() throws Exception {
        topicOfSmallMessages(settings.get(KafkaSettings.TOPIC), 450);
        Path large = TestCaptures.writeWithQuestion(folder.resolve("large.pcap"), 999, TestCaptures.LONG_NAME);
        JsonNode totals = totals("--only", "capture", large.toString());
        assertThat(totals.get("decoded").asLong()).isEqualTo(1_000);
        assertThat(totals.get("refused").asLong()).isEqualTo(1);
        assertThat(totals.get("published").asLong()).isEqualTo(999);
        assertThat(messagesIn(settings.get(KafkaSettings.TOPIC))).isEqualTo(999);
        assertThat(totals.get("whole").asBoolean()).isFalse();
    }

    @Test
    void flowsThatTheTopicDoesNotTakeBreakTheEquation() throws Exception {
        topicOfSmallMessages(settings.get(KafkaSettings.FLOWS_TOPIC), 450);
        JsonNode totals = totals("--at", "flows", sample(2_000));
        long refused = totals.get("refused").asLong();
        assertThat(refused).isPositive();
        assertThat(totals.get("published").asLong() + refused)
                .isEqualTo(totals.get("decoded").asLong());
        assertThat(totals.get("flows").asLong())
                .isEqualTo(totals.get("published").asLong())
                .isEqualTo(number("select sum(packets) from flows"));
        assertThat(totals.get("whole").asBoolean()).isFalse();
    }

    @Test
    void publishingOnlyIsProvedAgainstTheTopic() throws Exception {
        CommandLineRun run = ingest("--only", "capture", good());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("acknowledged 3 messages = held by topic " + settings.get(KafkaSettings.TOPIC) + " 3")
                .contains(PROVED);
        assertThat(messagesIn(settings.get(KafkaSettings.TOPIC))).isEqualTo(3);
    }

    /** The captures of which docs/first-steps.md shows the last lines. */
    @Test
    void theGuideShowsWhatItPrints() throws Exception {
        CommandLineRun run =
                ingest(RealCaptures.files().stream().map(Path::toString).toArray(String[]::new));
        List<String> shown = Files.readAllLines(Path.of("docs/first-steps.md")).stream()
                .dropWhile(line -> !line.startsWith("    total of "))
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.substring(4))
                .toList();
        assertThat(shown).isNotEmpty();
        assertThat(run.out().lines()).endsWith(shown.toArray(String[]::new));
        assertThat(run.status()).isZero();
    }
}

package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.message.PacketFormatException;
import io.wadi.packet.TestPacket;
import io.wadi.sample.SampleCapture;
import io.wadi.trial.RouteTrial;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficFilterTest {

    private static final String PACKET = "{\"ip\":{\"src\":\"10.0.0.1\",\"dst\":\"192.0.2.2\",\"version\":4},"
            + "\"protocol\":\"DNS\",\"transport\":\"UDP\",\"size\":60,\"port\":{\"src\":53124,\"dst\":53},"
            + "\"type\":\"Ethernet\",\"timestamp\":1710000000.5,\"length\":74,\"captured\":74,\"probe\":\"h/eth0\"}";
    private static final String SINK = """
        - beans:
            - name: some
              type: io.wadi.filter.TrafficFilter
              properties: {filter: "%s"}
        - route:
            id: sink-some
            description: Gets a part of the packets.
            from:
              uri: kafka:{{wadi.topic}}
              parameters: {groupId: sink-some, batching: true, maxPollRecords: 1000, valueDeserializer: org.apache.kafka.common.serialization.ByteArrayDeserializer}
              steps:
                - bean: {ref: some, method: keep}
                - bean: {beanType: io.wadi.sink.KafkaBatch, method: lines}
                - to: {id: end, uri: "log:end"}
                - bean: {beanType: io.wadi.sink.KafkaBatch, method: commit}
        """;

    @TempDir
    private Path folder;

    private static TrafficFilter filter(String text) {
        TrafficFilter filter = new TrafficFilter();
        filter.setFilter(text);
        return filter;
    }

    private static boolean matches(String filter, String message) throws PacketFormatException {
        return filter(filter).matches(message.getBytes(StandardCharsets.UTF_8), new DefaultCamelContext());
    }

    @Test
    void namesTheMethodForListsOfPackets() {
        DefaultExchange batch = new DefaultExchange(new DefaultCamelContext());
        batch.getMessage()
                .setBody(List.of(TestPacket.udp("10.0.0.1", 1, "10.0.0.2", 53).build()));
        assertThatThrownBy(() -> filter("protocol = DNS").keep(batch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("the body is a list of packets, so use method packets");
    }

    @Test
    void readsMessagesOfPackets() throws Exception {
        assertThat(matches("src.host in 10.0.0.0/8 and port = 53 and bytes < 1k and protocol ~ d?s", PACKET))
                .isTrue();
        assertThat(matches("dst.host in 10.0.0.0/8 or src.port = 53 or retransmissions = 0", PACKET))
                .isFalse();
        assertThat(matches("name = unknown and not name = a and name !~ *", PACKET))
                .isTrue();
        assertThat(matches("vlan in 2-20 and vlan != 3", PACKET.replace("\"type\"", "\"vlan\":[20,3],\"type\"")))
                .isTrue();
        assertThat(matches("vlan = unknown and dscp = unknown and next.hop = unknown and rtt = unknown", PACKET))
                .isTrue();
        assertThat(matches(
                        "direction = unknown and sampling = unknown and exported.asn = unknown and end.reason != \"reason 0\"",
                        PACKET))
                .isTrue();
        assertThat(matches("community = 1:x", PACKET.replace("\"type\"", "\"flow\":\"1:x\",\"type\"")))
                .isTrue();
        assertThatThrownBy(() -> matches("port = 53", "{\"ip\":1}")).isInstanceOf(PacketFormatException.class);
    }

    @Test
    void anInvalidFilterIsRefusedWhenItIsSet() {
        assertThatThrownBy(() -> filter("port = x"))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("'x' at position 8");
    }

    @Test
    void namedNetworksAreRefusedInRoutes() {
        assertThatThrownBy(() -> filter("port = 53 and not src.site = Berlin"))
                .isInstanceOf(FilterException.class)
                .hasMessage("Field src.site cannot be used in routes: only the database knows the named networks; use"
                        + " addresses");
    }

    @Test
    void countriesNeedTheDatabasesOfAStore() {
        assertThatThrownBy(() -> matches("country = DE", PACKET)).hasMessageContaining("no GeoIP databases");
    }

    private Path capture() throws IOException {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(400, 7, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return capture;
    }

    private List<String> lines(String filter, long commits) throws Exception {
        Path route = folder.resolve("sink-some.camel.yaml");
        Files.writeString(route, SINK.formatted(filter));
        try (RouteTrial trial = RouteTrial.of(route)) {
            MockEndpoint end = trial.mock("end");
            trial.start();
            trial.send(capture());
            assertThat(trial.commits()).isEqualTo(commits);
            return end.getExchanges().stream()
                    .flatMap(exchange ->
                            exchange.getMessage().getBody(String.class).lines())
                    .toList();
        }
    }

    @Test
    void aSinkGetsOnlyWhatMatchesAndCommitsAll() throws Exception {
        List<String> all = lines("packets = 1", 1);
        List<String> dns = lines("protocol = DNS", 1);
        List<String> others = lines("not protocol = DNS", 1);
        assertThat(dns).isNotEmpty().allMatch(line -> line.contains("\"protocol\":\"DNS\""));
        assertThat(others).isNotEmpty().noneMatch(line -> line.contains("\"protocol\":\"DNS\""));
        assertThat(all).hasSize(dns.size() + others.size());
    }

    @Test
    void aBatchOfWhichNothingMatchesIsCommittedAndGoesNoFurther() throws Exception {
        assertThat(lines("name = nobody", 1)).isEmpty();
    }
}

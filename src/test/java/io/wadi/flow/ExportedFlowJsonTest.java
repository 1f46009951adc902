package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.message.PacketMessage;
import io.wadi.net.IpAddress;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportProtocol;
import io.wadi.netflow.ExportedFlow;
import io.wadi.netflow.Exporter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportedFlowJsonTest {

    private static final long START_NANOS = 1_699_999_980_000_000_000L;

    private final ExportedFlowJson json = new ExportedFlowJson(60);

    @Test
    void writesTheMessageOfAFlowWithWhatTheExporterKnows() throws Exception {
        ExportedFlow flow = FlowSpreadTest.flow(3, 300, START_NANOS, START_NANOS + 1_500_000_000L);
        PacketMessage message = json.messages(List.of(flow), null).get(0);
        assertThat(new String(message.key(), StandardCharsets.US_ASCII)).isEqualTo("1:LQU9qZlK+B5F3KDmev6m5PMibrg=");
        JsonNode node = new ObjectMapper().readTree(message.value());
        assertThat(node.path("probe").asText()).isEqualTo("r1");
        assertThat(node.path("packets").asLong()).isEqualTo(3);
        assertThat(node.path("export")).isEqualTo(new ObjectMapper().readTree("""
                {"exporter":"192.0.2.254","protocol":"ipfix","domain":4,"sampling":100,"interface":{"in":3,"out":4,"in-name":"ge-0/0/3"},
                 "as":{"src":64500},"next-hop":"192.0.2.9","tos":0,"direction":"egress","end-reason":2}"""));
    }

    @Test
    void everyMessageHasTheFactsOfItsFlow() throws Exception {
        ExportedFlow r1 = FlowSpreadTest.flow(3, 300, START_NANOS, START_NANOS + 120_000_000_000L);
        ExportedFlow otherRate = of(r1, r1.exporter(), 7);
        ExportedFlow r2 = of(r1, new Exporter("r2", IpAddress.parse("192.0.2.253"), 9, ExportProtocol.V9, 5), 100);
        List<ExportedFlow> flows = List.of(r1, r1, otherRate, r1, r2, r1);
        ObjectMapper mapper = new ObjectMapper();
        List<PacketMessage> together = json.messages(flows, null);
        for (int i = 0; i < flows.size(); i++) {
            List<PacketMessage> alone = new ExportedFlowJson(60).messages(List.of(flows.get(i)), null);
            assertThat(alone).hasSize(3);
            for (int part = 0; part < 3; part++) {
                assertThat(mapper.readTree(together.get(3 * i + part).value()))
                        .isEqualTo(mapper.readTree(alone.get(part).value()));
            }
        }
    }

    private static ExportedFlow of(ExportedFlow flow, Exporter exporter, long samplingRate) {
        return FlowSpreadTest.seen(
                flow, exporter, new ExportFacts(samplingRate, -1, -1, null, -1, -1, -1, -1, -1, null, null));
    }

    @Test
    void theStoreReadsTheMessage() throws Exception {
        ExportedFlow flow = FlowSpreadTest.flow(3, 301, START_NANOS, START_NANOS + 120_000_000_000L);
        FlowJsonReader reader = new FlowJsonReader();
        long bytes = 0;
        for (PacketMessage message : json.messages(List.of(flow), null)) {
            FlowRecord record = reader.read(message.value());
            assertThat(record.key().probe()).isEqualTo("r1");
            assertThat(record.packets()).isEqualTo(1);
            assertThat(record.tcpFlags()).isEqualTo(0x1b);
            assertThat(record.vlan()).isEqualTo(20);
            assertThat(record.path())
                    .isEqualTo(new ExportedPath(
                            3,
                            4,
                            "ge-0/0/3",
                            null,
                            IpAddress.parse("192.0.2.9"),
                            64_500,
                            ExportedPath.UNKNOWN,
                            100,
                            0,
                            1,
                            2));
            bytes += record.bytes();
        }
        assertThat(bytes).isEqualTo(301);
    }

    @Test
    void unknownFactsAreAbsent() throws Exception {
        ExportedFlow known = FlowSpreadTest.flow(1, 60, START_NANOS, START_NANOS);
        ExportedFlow unknown = new ExportedFlow(
                known.exporter(),
                known.src(),
                known.dst(),
                -1,
                -1,
                "ESP",
                "ESP",
                null,
                1,
                60,
                0,
                START_NANOS,
                START_NANOS,
                known.flow(),
                0,
                new ExportFacts(1, -1, -1, null, -1, -1, -1, -1, -1, null, null));
        JsonNode node = new ObjectMapper()
                .readTree(json.messages(List.of(unknown), null).get(0).value());
        assertThat(node.path("export").fieldNames())
                .toIterable()
                .containsExactly("exporter", "protocol", "domain", "sampling");
        assertThat(node.has("port")).isFalse();
        assertThat(node.has("vlan")).isFalse();
    }

    /** Records of a whole day each, as an attacker can send them by the thousand. */
    @Test
    void aBatchOfLongFlowsIsBounded() {
        ExportedFlow day =
                FlowSpreadTest.flow(100_000, 6_000_000, START_NANOS, START_NANOS + ExportedFlow.LONGEST_NANOS);
        List<PacketMessage> messages = json.messages(Collections.nCopies(200, day), null);
        assertThat(messages).hasSizeBetween(100_000, 102_000);
        assertThat(messages.stream()
                        .mapToLong(message -> ((FlowMessage) message).packets())
                        .sum())
                .isEqualTo(200L * 100_000);
    }
}

package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.DeadLetter;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FlowBatchTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "198.51.100.2";
    private static final long NANOS = 1_000_000_000L;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;

    private final CamelContext camel = new DefaultCamelContext();
    private final FlowAggregationStrategy minutes = new FlowAggregationStrategy(60, new StoreMemory());
    private Exchange group;
    private FlowBatch flows;

    private void add(EnrichedBatch batch) {
        Exchange incoming = new DefaultExchange(camel);
        incoming.getMessage().setBody(batch);
        group = minutes.aggregate(group, incoming);
        flows = group.getMessage().getBody(FlowBatch.class);
    }

    private static EnrichedBatch batch(long first, long next, Packet... packets) {
        return new EnrichedBatch(
                new PacketBatch(new OffsetRange("packets", null, 0, first, next), List.of(packets), List.of()),
                Map.of());
    }

    private void add(Packet... packets) {
        add(batch(0, packets.length, packets));
    }

    private static TestPacket request(int port) {
        return TestPacket.tcp(CLIENT, port, SERVER, 443, ACK);
    }

    private Flow only() {
        assertThat(flows.flows()).hasSize(1);
        return flows.flows().values().iterator().next();
    }

    @Test
    void packetsOfOneFlowAddUp() {
        add(
                TestPacket.tcp(CLIENT, 1, SERVER, 443, SYN)
                        .at(5 * NANOS)
                        .size(40)
                        .build(),
                request(1)
                        .at(9 * NANOS)
                        .size(1000)
                        .protocol("TLS", "example.org")
                        .build(),
                request(1).at(2 * NANOS).size(60).build());
        Flow flow = only();
        assertThat(flow.packets()).isEqualTo(3);
        assertThat(flow.bytes()).isEqualTo(1100);
        assertThat(flow.tcpFlags()).isEqualTo(SYN | ACK);
        assertThat(flow.firstNanos()).isEqualTo(2 * NANOS);
        assertThat(flow.lastNanos()).isEqualTo(9 * NANOS);
        assertThat(flow.protocol()).isEqualTo("TLS");
        assertThat(flow.name()).isEqualTo("example.org");
        assertThat(flow.flow()).startsWith("1:");
        assertThat(flows.packets()).isEqualTo(3);
    }

    @Test
    void windowsAreHalfOpen() {
        add(
                request(1).at(60 * NANOS - 1).build(),
                request(1).at(60 * NANOS).build(),
                request(1).at(120 * NANOS - 1).build());
        assertThat(flows.flows().keySet()).extracting(FlowKey::windowStart).containsExactlyInAnyOrder(0L, 60L);
        assertThat(flows.flows().values()).extracting(Flow::packets).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void whatDiffersInTheKeyIsAnotherFlow() {
        add(
                request(1).build(),
                request(2).build(),
                TestPacket.tcp(SERVER, 443, CLIENT, 1, ACK).build(),
                TestPacket.udp(CLIENT, 1, SERVER, 443).build(),
                TestPacket.tcp(CLIENT, 1, SERVER, 80, ACK).build(),
                TestPacket.tcp(CLIENT, 1, "198.51.100.3", 443, ACK).build(),
                request(1).probe("other/eth0").build(),
                TestPacket.icmp(CLIENT, SERVER, 8, 0).build());
        assertThat(flows.flows()).hasSize(8);
        assertThat(flows.flows().values().stream().mapToLong(Flow::packets).sum())
                .isEqualTo(flows.packets());
    }

    @Test
    void theFirstApplicationProtocolStays() {
        add(
                request(1).build(),
                request(1).protocol("HTTP", null).build(),
                request(1).protocol("TLS", null).build(),
                request(1).build());
        assertThat(only().protocol()).isEqualTo("HTTP");
    }

    @Test
    void namesOfThePeerNameTheHostAndQuestionsDoNot() {
        add(
                TestPacket.udp(CLIENT, 1, SERVER, 53)
                        .protocol("DNS", "asked.example")
                        .build(),
                request(2).protocol("TLS", "first.example").build(),
                request(2).protocol("TLS", "last.example").build());
        assertThat(flows.names().get(IpAddress.parse(SERVER)))
                .isEqualTo(new NamedAddress(IpAddress.parse(SERVER), "last.example", NameSource.SNI));
        assertThat(flows.names().get(IpAddress.parse(CLIENT))).isNull();
    }

    @Test
    void batchesExtendTheRangeAndKeepDeadLettersAndPlaces() {
        IpAddress server = IpAddress.parse(SERVER);
        GeoInfo place =
                new GeoInfo("NL", "Netherlands", null, 52.0, 5.0, 64_496L, "Example", LocalDate.of(2019, 11, 19));
        DeadLetter dead = new DeadLetter("reason", "wadi-store-flows", "packets", 0, 7, "x");
        add(batch(5, 7, request(1).build()));
        add(new EnrichedBatch(
                new PacketBatch(
                        new OffsetRange("packets", null, 0, 7, 9),
                        List.of(request(1).build()),
                        List.of(dead)),
                Map.of(server, place)));
        assertThat(flows.range()).isEqualTo(new OffsetRange("packets", null, 0, 5, 9));
        assertThat(flows.dead()).isEqualTo(1);
        assertThat(flows.packets()).isEqualTo(2);
        assertThat(flows.places()).containsExactly(Map.entry(server, place));
    }
}

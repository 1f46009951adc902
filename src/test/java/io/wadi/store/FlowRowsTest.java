package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowBatch;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FlowRowsTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "203.0.113.5";
    private static final GeoInfo PLACE =
            new GeoInfo("NL", "Netherlands", "Utrecht", 52.1, 5.1, 64_496L, "Example Net", LocalDate.of(2019, 11, 19));

    private static Map<String, Object> parameters(Map<IpAddress, GeoInfo> places, Packet... packets) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage()
                .setBody(new EnrichedBatch(
                        new PacketBatch(new OffsetRange("packets", null, 1, 5, 9), List.of(packets), List.of()),
                        places));
        FlowBatch flows = new FlowAggregationStrategy(60, new StoreMemory())
                .aggregate(null, exchange)
                .getMessage()
                .getBody(FlowBatch.class);
        return new FlowRows().parameters(flows);
    }

    private static Packet[] conversation() {
        return new Packet[] {
            TestPacket.tcp(SERVER, 443, CLIENT, 1, 0x12)
                    .size(900)
                    .at(61_000_000_500L)
                    .build(),
            TestPacket.tcp(CLIENT, 1, SERVER, 443, 0x02)
                    .size(100)
                    .at(59_000_000_000L)
                    .protocol("TLS", "a.example")
                    .build(),
            TestPacket.tcp(SERVER, 443, CLIENT, 1, 0x10)
                    .size(800)
                    .at(62_000_000_000L)
                    .build()
        };
    }

    @Test
    void flowsAreSortedByKey() {
        Map<String, Object> parameters = parameters(Map.of(), conversation());
        assertThat((long[]) parameters.get("windowStarts")).containsExactly(0, 60);
        assertThat((String[]) parameters.get("srcIps")).containsExactly(CLIENT, SERVER);
        assertThat((int[]) parameters.get("srcPorts")).containsExactly(1, 443);
        assertThat((long[]) parameters.get("flowPackets")).containsExactly(1, 2);
        assertThat((long[]) parameters.get("flowBytes")).containsExactly(100, 1700);
        assertThat((int[]) parameters.get("tcpFlags")).containsExactly(0x02, 0x12);
        assertThat((long[]) parameters.get("firstSeen")).containsExactly(59_000_000, 61_000_000);
        assertThat((long[]) parameters.get("lastSeen")).containsExactly(59_000_000, 62_000_000);
        assertThat((String[]) parameters.get("protocols")).containsExactly("TLS", "TCP");
        assertThat((String[]) parameters.get("names")).containsExactly("a.example", null);
        assertThat((String[]) parameters.get("probesOfBatch")).containsExactly("host/eth0");
        assertThat((long[]) parameters.get("packetsOfProbes")).containsExactly(3);
        assertThat(parameters)
                .containsEntry("packets", 3L)
                .containsEntry("firstOffset", 5L)
                .containsEntry("nextOffset", 9L);
    }

    @Test
    void sumsAreByHourHostsAndProtocol() {
        Packet[] packets = {
            TestPacket.tcp(CLIENT, 1, SERVER, 443, 2)
                    .size(100)
                    .at(59_000_000_000L)
                    .build(),
            TestPacket.tcp(CLIENT, 2, SERVER, 443, 2)
                    .size(200)
                    .at(61_000_000_000L)
                    .build(),
            TestPacket.udp(CLIENT, 2, SERVER, 443).size(300).at(62_000_000_000L).build(),
            TestPacket.tcp(CLIENT, 1, SERVER, 443, 2)
                    .size(400)
                    .at(3_600_000_000_000L)
                    .build()
        };
        Map<String, Object> parameters = parameters(Map.of(IpAddress.parse(SERVER), PLACE), packets);
        assertThat((long[]) parameters.get("windowStarts")).hasSize(4);
        assertThat((long[]) parameters.get("sumHours")).containsExactlyInAnyOrder(0, 0, 3_600);
        assertThat((long[]) parameters.get("sumBytes")).containsExactlyInAnyOrder(300, 300, 400);
        assertThat((long[]) parameters.get("sumPackets")).containsExactlyInAnyOrder(2, 1, 1);
        assertThat((long[]) parameters.get("sumFirstSeen"))
                .containsExactlyInAnyOrder(59_000_000, 62_000_000, 3_600_000_000L);
        assertThat((long[]) parameters.get("sumLastSeen"))
                .containsExactlyInAnyOrder(61_000_000, 62_000_000, 3_600_000_000L);
        assertThat((String[]) parameters.get("sumProtocols")).containsExactlyInAnyOrder("TCP", "UDP", "TCP");
        assertThat((String[]) parameters.get("sumSrcIps")).containsOnly(CLIENT);
        assertThat((String[]) parameters.get("sumDstCountries")).containsOnly("NL");
        assertThat((Long[]) parameters.get("sumSrcAsns")).containsOnlyNulls();
    }

    @Test
    void addressesThatGotANameAreThereWithIt() {
        Map<String, Object> parameters = parameters(Map.of(), conversation());
        assertThat((String[]) parameters.get("namedIps")).containsExactly(SERVER);
        assertThat((String[]) parameters.get("namesOfIps")).containsExactly("a.example");
        assertThat((String[]) parameters.get("nameSources")).containsExactly("SNI");
    }

    @Test
    void bothEndsSayWhereTheyAre() {
        Map<String, Object> parameters = parameters(Map.of(IpAddress.parse(SERVER), PLACE), conversation());
        assertThat((String[]) parameters.get("srcCountries")).containsExactly(null, "NL");
        assertThat((String[]) parameters.get("dstCountries")).containsExactly("NL", null);
        assertThat((Long[]) parameters.get("srcAsns")).containsExactly(null, 64_496L);
        assertThat((Long[]) parameters.get("dstAsns")).containsExactly(64_496L, null);
        assertThat((String[]) parameters.get("places")).containsExactly(SERVER);
        assertThat((String[]) parameters.get("cities")).containsExactly("Utrecht");
        assertThat((Double[]) parameters.get("latitudes")).containsExactly(52.1);
        assertThat((String[]) parameters.get("organizations")).containsExactly("Example Net");
        assertThat((String[]) parameters.get("databaseDates")).containsExactly("2019-11-19");
    }

    @Test
    void givesTheStatementEveryParameter() throws Exception {
        assertThat(parameters(Map.of(), conversation()).keySet()).containsAll(Statement.parameters("store-flows.sql"));
        assertThat((String[]) parameters(Map.of(), conversation()).get("days")).containsExactly("1970-01-01");
    }

    @Test
    void anEmptyBatchHasEmptyColumns() {
        Map<String, Object> parameters = parameters(Map.of());
        assertThat((String[]) parameters.get("srcIps")).isEmpty();
        assertThat((String[]) parameters.get("namedIps")).isEmpty();
        assertThat(parameters).containsEntry("packets", 0L);
    }
}

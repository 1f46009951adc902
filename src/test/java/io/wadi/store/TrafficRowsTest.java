package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.DeadLetter;
import io.wadi.packet.OffsetRange;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBatch;
import io.wadi.packet.TestPacket;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficRowsTest {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private static Map<String, Object> parameters(Packet... packets) {
        TrafficBatch batch = new TrafficBatch();
        batch.add(new PacketBatch(
                new OffsetRange("packets", 4, 10, 99),
                List.of(packets),
                List.of(new DeadLetter("no packet", "group", "packets", 4, 12, "x"))));
        return new TrafficRows().parameters(batch);
    }

    @Test
    void oneArrayAColumnOneElementAPacket() {
        Map<String, Object> parameters = parameters(
                TestPacket.tcp("192.0.2.1", 40_000, "2001:db8::1", 443, 0x18)
                        .at(1_710_000_000_123_456_789L)
                        .protocol("TLS", "example.org")
                        .vlans(7, 8)
                        .build(),
                TestPacket.icmp("192.0.2.1", "192.0.2.2", 8, 0).flow(null).build());
        assertThat((String[]) parameters.get("srcIps")).containsExactly("192.0.2.1", "192.0.2.1");
        assertThat((String[]) parameters.get("dstIps")).containsExactly("2001:db8::1", "192.0.2.2");
        assertThat((int[]) parameters.get("srcPorts")).containsExactly(40_000, -1);
        assertThat((int[]) parameters.get("dstPorts")).containsExactly(443, -1);
        assertThat((String[]) parameters.get("protocols")).containsExactly("TLS", "ICMP");
        assertThat((String[]) parameters.get("transports")).containsExactly("TCP", "ICMP");
        assertThat((int[]) parameters.get("sizes")).containsExactly(60, 60);
        assertThat((long[]) parameters.get("timestamps")).startsWith(1_710_000_000_123_456L);
        assertThat((int[]) parameters.get("tcpFlags")).containsExactly(0x18, -1);
        assertThat((int[]) parameters.get("icmpTypes")).containsExactly(-1, 8);
        assertThat((int[]) parameters.get("icmpCodes")).containsExactly(-1, 0);
        assertThat((int[]) parameters.get("vlans")).containsExactly(7, -1);
        assertThat((String[]) parameters.get("names")).containsExactly("example.org", null);
        assertThat((String[]) parameters.get("flows")).endsWith((String) null);
    }

    @Test
    void saysWhatItStoresFromWhereToWhere() {
        assertThat(parameters(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).build()))
                .containsEntry("topic", "packets")
                .containsEntry("partition", 4)
                .containsEntry("firstOffset", 10L)
                .containsEntry("nextOffset", 99L)
                .containsEntry("packets", 1L)
                .containsEntry("dead", 1L);
    }

    @Test
    void namesTheUtcDaysOnceEach() {
        TestPacket packet = TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2);
        Map<String, Object> parameters = parameters(
                packet.at(2 * DAY_NANOS).build(),
                packet.at(2 * DAY_NANOS - 1).build(),
                packet.at(3 * DAY_NANOS - 1).build(),
                packet.at(0).build());
        assertThat((String[]) parameters.get("days")).containsExactly("1970-01-01", "1970-01-02", "1970-01-03");
    }

    @Test
    void aBatchOfDeadLettersAloneStillMovesTheOffset() {
        Map<String, Object> parameters = parameters();
        assertThat(parameters).containsEntry("packets", 0L).containsEntry("nextOffset", 99L);
        assertThat((String[]) parameters.get("days")).isEmpty();
        assertThat((String[]) parameters.get("srcIps")).isEmpty();
    }

    @Test
    void givesTheStatementEveryParameterAndArraysOfOneLength() throws Exception {
        Map<String, Object> parameters =
                parameters(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).build());
        assertThat(parameters.keySet()).containsAll(Statement.parameters("store-traffic.sql"));
        assertThat(parameters.keySet()).containsAll(Statement.parameters("ensure-days.sql"));
        parameters.values().stream()
                .filter(value -> value.getClass().isArray())
                .forEach(column -> assertThat(Array.getLength(column)).isEqualTo(1));
    }
}

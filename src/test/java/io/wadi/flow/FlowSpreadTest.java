package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.FlowSpread.Part;
import io.wadi.net.IpAddress;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportProtocol;
import io.wadi.netflow.ExportedFlow;
import io.wadi.netflow.Exporter;
import io.wadi.packet.Packet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowSpreadTest {

    static final Exporter EXPORTER = new Exporter("r1", IpAddress.parse("192.0.2.254"), 9, ExportProtocol.IPFIX, 4);

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long START = 1_699_999_980;

    private final FlowSpread spread = new FlowSpread(60);

    static ExportedFlow flow(long packets, long bytes, long firstNanos, long lastNanos) {
        return new ExportedFlow(
                EXPORTER,
                IpAddress.parse("192.0.2.1"),
                IpAddress.parse("192.0.2.2"),
                1234,
                443,
                "TCP",
                "TCP",
                null,
                packets,
                bytes,
                0x1b,
                firstNanos,
                lastNanos,
                "1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
                20,
                new ExportFacts(100, 3, 4, IpAddress.parse("192.0.2.9"), 64_500, -1, 0, 1, 2, "ge-0/0/3", null));
    }

    /** The flow as another exporter sees it, or the same one in another way. */
    static ExportedFlow seen(ExportedFlow flow, Exporter exporter, ExportFacts facts) {
        return new ExportedFlow(
                exporter,
                flow.src(),
                flow.dst(),
                flow.srcPort(),
                flow.dstPort(),
                flow.transport(),
                flow.protocol(),
                flow.name(),
                flow.packets(),
                flow.bytes(),
                flow.tcpFlags(),
                flow.firstNanos(),
                flow.lastNanos(),
                flow.flow(),
                flow.vlan(),
                facts);
    }

    private static ExportedFlow lasting(long packets, long bytes, long fromNanos, long forNanos) {
        return flow(packets, bytes, START * SECOND + fromNanos, START * SECOND + fromNanos + forNanos);
    }

    @Test
    void aFlowWithinAWindowIsOnePart() {
        assertThat(spread.of(lasting(10, 1_001, SECOND, 58 * SECOND)))
                .containsExactly(new Part(START, 10, 1_001, (START + 1) * SECOND, (START + 59) * SECOND));
    }

    /** Packets at 30, 60, 90, 120 and 150 seconds: one, two and two in the windows. */
    @Test
    void packetsAreEvenlySpaced() {
        List<Part> parts = spread.of(lasting(5, 503, 30 * SECOND, 120 * SECOND));
        assertThat(parts).extracting(Part::windowStart).containsExactly(START, START + 60, START + 120);
        assertThat(parts).extracting(Part::packets).containsExactly(1L, 2L, 2L);
        assertThat(parts).extracting(Part::bytes).containsExactly(100L, 201L, 202L);
        assertThat(parts)
                .extracting(Part::firstNanos)
                .containsExactly((START + 30) * SECOND, (START + 60) * SECOND, (START + 120) * SECOND);
        assertThat(parts)
                .extracting(Part::lastNanos)
                .containsExactly((START + 60) * SECOND - 1, (START + 120) * SECOND - 1, (START + 150) * SECOND);
    }

    @Test
    void aFlowOfFewPacketsLeavesWindowsOut() {
        List<Part> parts = spread.of(lasting(2, 120, 0, 10 * MINUTE));
        assertThat(parts).extracting(Part::windowStart).containsExactly(START, START + 600);
        assertThat(parts).extracting(Part::packets).containsExactly(1L, 1L);
        assertThat(spread.of(lasting(1, 60, 0, 10 * MINUTE))).hasSize(1);
    }

    @Test
    void theSumsAreExactAndEveryPartFitsAMessage() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long packets = 1 + (random.nextLong() >>> 1) % (1L << 1 + random.nextInt(34));
            long most = Math.min(ExportedFlow.MOST_BYTES, packets * Packet.MOST_SIZE);
            long bytes = (random.nextLong() >>> 1) % (most + 1);
            ExportedFlow flow = lasting(
                    packets,
                    bytes,
                    (random.nextLong() >>> 1) % MINUTE,
                    (random.nextLong() >>> 1) % (1 + (ExportedFlow.LONGEST_NANOS >>> random.nextInt(40))));
            assertIsExact(flow, spread.of(flow));
            assertIsExact(flow, spread.inLastWindow(flow));
        }
    }

    private static void assertIsExact(ExportedFlow flow, List<Part> parts) {
        assertThat(parts.stream().mapToLong(Part::packets).sum()).isEqualTo(flow.packets());
        assertThat(parts.stream().mapToLong(Part::bytes).sum()).isEqualTo(flow.bytes());
        assertThat(parts)
                .hasSizeLessThan(1_500)
                .allMatch(part -> part.packets() >= 1
                        && part.packets() <= FlowJsonReader.MOST_PACKETS_COUNTED
                        && part.bytes() >= 0
                        && part.bytes() <= FlowJsonReader.MOST_BYTES_COUNTED
                        && part.bytes() <= part.packets() * Packet.MOST_SIZE
                        && part.firstNanos() <= part.lastNanos()
                        && part.firstNanos() >= part.windowStart() * SECOND
                        && part.lastNanos() < (part.windowStart() + 60) * SECOND);
    }
}

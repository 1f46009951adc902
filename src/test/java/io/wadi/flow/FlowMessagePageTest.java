package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.MessageTable;
import io.wadi.net.IpAddress;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportedFlow;
import io.wadi.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/flow-messages.md} against the messages. */
class FlowMessagePageTest {

    private static final long NANOS = 1_710_000_000_123_456_789L;

    private final FlowJsonWriter writer = new FlowJsonWriter();

    private static FlowRecord record(
            int port, int flags, long rtt, String name, List<NamedAddress> names, String flow) {
        FlowKey key = new FlowKey(
                1_710_000_000L, IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"), port, port, "TCP", "r1");
        return new FlowRecord(
                key, "TLS", 1, 60, flags, NANOS, NANOS, rtt, 0, name, names, flow, flags == 0 ? 0 : 7, null);
    }

    private static ExportedFlow export() {
        ExportedFlow flow = FlowSpreadTest.flow(1, 60, NANOS, NANOS);
        return FlowSpreadTest.seen(
                flow,
                flow.exporter(),
                new ExportFacts(100, 3, 4, IpAddress.parse("192.0.2.9"), 64_500, 64_501, 184, 0, 2, "in", "out"));
    }

    @Test
    void describesEveryField() throws Exception {
        NamedAddress named = new NamedAddress(IpAddress.parse("203.0.113.5"), "example.org", NameSource.SNI);
        MessageTable table = MessageTable.of("flow-messages.md");
        table.describes(List.of(
                writer.write(record(443, 26, 20_123_000, "example.org", List.of(named), "1:x")),
                writer.write(record(443, 26, -1, null, List.of(), null), export())));
        table.isNeverWithout(writer.write(record(Packet.NO_PORT, 0, -1, null, List.of(), null)));
    }

    @Test
    void itsExampleIsWhatTheWriterWrites() throws Exception {
        String example = Files.readString(Path.of("docs", "flow-messages.md"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(Collectors.joining());
        FlowRecord record = new FlowJsonReader().read(example.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(writer.write(record), StandardCharsets.UTF_8)).isEqualTo(example);
    }
}

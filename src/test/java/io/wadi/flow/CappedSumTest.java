package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CappedSumTest {

    private static final long MOST_BYTES = 1L << 44;

    @Test
    void staysAtTheLargestValue() {
        assertThat(CappedSum.of(1, 2)).isEqualTo(3);
        assertThat(CappedSum.of(Long.MAX_VALUE - 1, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(CappedSum.of(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(CappedSum.of(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    /** A batch of one conversation takes no room, so that nothing but time bounds how many messages it has. */
    @Test
    void aBatchOfOneConversationAsLargeAsMessagesMayBeHasNoNegativeSum() {
        FlowTable table = new FlowTable(60, new TcpConversations());
        IpAddress src = IpAddress.parse("192.0.2.1");
        IpAddress dst = IpAddress.parse("192.0.2.2");
        for (int port = 1; port <= 2; port++) {
            FlowKey key = new FlowKey(0, src, dst, port, 2, "UDP", "p");
            FlowRecord record =
                    new FlowRecord(key, "UDP", 1L << 30, MOST_BYTES, 0, 0, 0, -1, 0, null, List.of(), "1:", 0, null);
            for (int i = 0; i < 1 << 19; i++) {
                table.add(record);
            }
        }
        assertThat(table.flows().values()).extracting(Flow::bytes).containsOnly(Long.MAX_VALUE);
        assertThat(table.packets()).isEqualTo(1L << 50);
    }
}

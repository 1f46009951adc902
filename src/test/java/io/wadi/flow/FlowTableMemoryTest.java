package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.packet.TestSegment;
import org.junit.jupiter.api.Test;

/** Compares the estimated heap of a flow table with a measurement. */
class FlowTableMemoryTest {

    private static final int FLOWS = 20_000;

    @Test
    void flowsAndNamesTakeNoMoreThanIsCharged() {
        TcpConversations conversations = new TcpConversations();
        long before = heap();
        FlowTable table = new FlowTable(60, conversations);
        for (int i = 0; i < FLOWS; i++) {
            table.add(udp(i));
            table.add(TestSegment.answer("203.0." + (i >>> 8) + "." + (i & 0xff), "name" + i + "-".repeat(240)));
        }
        long held = heap() - before;
        assertThat(table.size()).isGreaterThan(FLOWS);
        assertThat(table.heldBytes()).isGreaterThanOrEqualTo(held).isLessThan(4 * held);
    }

    @Test
    void anAddressThatIsNamedAgainCountsOnce() {
        FlowTable table = new FlowTable(60, new TcpConversations());
        table.add(TestSegment.answer("203.0.113.1", "a.example"));
        long once = table.heldBytes();
        table.add(TestSegment.answer("203.0.113.1", "b.example"));
        assertThat(table.heldBytes()).isEqualTo(once);
    }

    private static Packet udp(int i) {
        return TestPacket.udp("2001:db8::" + Integer.toHexString(i), 1 + i, "2001:db8:1::" + Integer.toHexString(i), 53)
                .protocol("DNS", "name" + i + "-".repeat(240))
                .flow("1:LQU9qZlK+B5F3KDmev" + (100_000_000 + i))
                .build();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

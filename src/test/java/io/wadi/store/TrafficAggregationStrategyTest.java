package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.Attempt;
import io.wadi.message.DeadLetter;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import io.wadi.packet.TestPacket;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class TrafficAggregationStrategyTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final TrafficAggregationStrategy strategy = new TrafficAggregationStrategy(new StoreMemory());

    private Exchange batch(long first, long next, int port) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage()
                .setBody(new PacketBatch(
                        new OffsetRange("packets", null, 2, first, next),
                        List.of(TestPacket.udp("192.0.2.1", port, "192.0.2.2", 53)
                                .build()),
                        List.of(new DeadLetter("no packet", "group", "packets", 2, first, "x"))));
        return exchange;
    }

    private static TrafficBatch traffic(Exchange exchange) {
        return exchange.getMessage().getBody(TrafficBatch.class);
    }

    @Test
    void aBatchThatIsToBeStoredByItselfCompletesItsGroup() {
        Exchange exchange = batch(0, 10, 1);
        PacketBatch read = exchange.getMessage().getBody(PacketBatch.class);
        assertThat(strategy.aggregate(null, exchange).getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(false);
        exchange.getMessage().setBody(new PacketBatch(read.range(), read.packets(), read.dead(), true, Attempt.ALL));
        assertThat(strategy.aggregate(null, exchange).getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(true);
    }

    /** Its packets may have long names, and other partitions may have batches as well. */
    @Test
    void aBatchThatHoldsTooMuchMemoryCompletesItsGroup() {
        StoreMemory memory = new StoreMemory(5_000);
        TrafficAggregationStrategy bounded = new TrafficAggregationStrategy(memory);
        Exchange group = bounded.aggregate(null, batch(0, 10, 1));
        assertThat(group.getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(false);
        group = bounded.aggregate(group, batch(10, 15, 2));
        assertThat(group.getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(true);
        assertThat(memory.heldBytes()).isGreaterThan(1_000);
    }

    @Test
    void batchesThatFollowEachOtherAreCollectedInOrder() {
        Exchange group = strategy.aggregate(null, batch(0, 10, 1));
        group = strategy.aggregate(group, batch(10, 15, 2));
        assertThat(traffic(group).list()).extracting(packet -> packet.srcPort()).containsExactly(1, 2);
        assertThat(traffic(group).packets()).isEqualTo(2);
        assertThat(traffic(group).dead()).isEqualTo(2);
        assertThat(traffic(group).range()).isEqualTo(new OffsetRange("packets", null, 2, 0, 15));
        assertThat(group.getMessage().getHeader(StoreHeaders.RANGE))
                .isEqualTo(new OffsetRange("packets", null, 2, 0, 15));
        assertThat(group.getMessage().getHeader(StoreHeaders.PACKETS)).isEqualTo(2L);
    }

    @Test
    void aBatchThatDoesNotFollowStartsAnewSoThatNothingIsStoredTwice() {
        Exchange group = strategy.aggregate(null, batch(0, 10, 1));
        group = strategy.aggregate(group, batch(4, 12, 2));
        assertThat(traffic(group).list()).extracting(packet -> packet.srcPort()).containsExactly(2);
        assertThat(traffic(group).dead()).isEqualTo(1);
        assertThat(traffic(group).range()).isEqualTo(new OffsetRange("packets", null, 2, 4, 12));
    }
}

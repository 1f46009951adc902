package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.FailedGroup;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FlowAggregationStrategyTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final FlowAggregationStrategy strategy = new FlowAggregationStrategy(60, new StoreMemory());

    private Exchange batch(long first, long next) {
        Packet packet = TestPacket.udp("192.0.2.1", 1, "198.51.100.2", 53).build();
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage()
                .setBody(new EnrichedBatch(
                        new PacketBatch(new OffsetRange("packets", null, 2, first, next), List.of(packet), List.of()),
                        Map.of()));
        return exchange;
    }

    private static FlowBatch flows(Exchange exchange) {
        return exchange.getMessage().getBody(FlowBatch.class);
    }

    @Test
    void batchesThatFollowEachOtherAddUp() {
        Exchange group = strategy.aggregate(null, batch(0, 10));
        group = strategy.aggregate(group, batch(10, 15));
        assertThat(flows(group).packets()).isEqualTo(2);
        assertThat(flows(group).range()).isEqualTo(new OffsetRange("packets", null, 2, 0, 15));
        assertThat(flows(group).flows()).hasSize(1);
    }

    /** Flows and names of addresses may be many, and other partitions may have batches as well. */
    /** A copy of the route may lack the step with bean {@code geoip}. */
    @Test
    void aBatchWithoutPlacesHasNone() {
        Exchange plain = batch(0, 10);
        plain.getMessage()
                .setBody(plain.getMessage().getBody(EnrichedBatch.class).batch());
        assertThat(flows(strategy.aggregate(null, plain)).packets())
                .isEqualTo(flows(strategy.aggregate(null, batch(0, 10))).packets());
        plain.getMessage().setBody("text");
        assertThatThrownBy(() -> strategy.aggregate(null, plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The body must be what bean geoip or the step that reads has returned, and not java.lang.String");
    }

    @Test
    void aBatchThatHoldsTooMuchMemoryCompletesItsGroup() {
        StoreMemory memory = new StoreMemory(6_000);
        FlowAggregationStrategy bounded = new FlowAggregationStrategy(60, memory);
        Exchange group = bounded.aggregate(null, batch(0, 10));
        group = bounded.aggregate(group, batch(10, 20));
        assertThat(group.getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(false);
        Exchange places = batch(20, 25);
        EnrichedBatch known = places.getMessage().getBody(EnrichedBatch.class);
        places.getMessage()
                .setBody(new EnrichedBatch(
                        known.batch(),
                        Map.of(
                                IpAddress.parse("192.0.2.1"),
                                GeoInfo.NONE,
                                IpAddress.parse("198.51.100.2"),
                                GeoInfo.NONE)));
        group = bounded.aggregate(group, places);
        assertThat(group.getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(true);
        assertThat(memory.heldBytes()).isEqualTo(800 + 2 * 400);
    }

    @Test
    void aBatchThatDoesNotFollowStartsAnewSoThatNothingCountsTwice() {
        Exchange group = strategy.aggregate(null, batch(0, 10));
        group = strategy.aggregate(group, batch(5, 12));
        assertThat(flows(group).packets()).isEqualTo(1);
        assertThat(flows(group).range()).isEqualTo(new OffsetRange("packets", null, 2, 5, 12));
        group = strategy.aggregate(group, batch(20, 21));
        assertThat(flows(group).range()).isEqualTo(new OffsetRange("packets", null, 2, 20, 21));
    }

    /** Of the batch that fails, a part is in the group: what follows must not be stored as if all of it were. */
    @Test
    void aBatchThatCannotBeAddedEndsItsGroupWithTheFailure() {
        Exchange group = strategy.aggregate(null, batch(0, 10));
        Exchange hostile = batch(10, 12);
        EnrichedBatch good = hostile.getMessage().getBody(EnrichedBatch.class);
        List<Packet> packets =
                Arrays.asList(((PacketBatch) good.batch()).packets().get(0), null);
        hostile.getMessage()
                .setBody(new EnrichedBatch(new PacketBatch(good.batch().range(), packets, List.of()), Map.of()));
        Exchange failed = strategy.aggregate(group, hostile);
        assertThat(failed.getProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP))
                .isEqualTo(true);
        assertThat(failed.getMessage().getBody()).isNull();
        assertThat(failed.getMessage().getHeader(StoreHeaders.RANGE))
                .isEqualTo(new OffsetRange("packets", null, 2, 0, 12));
        assertThatThrownBy(() -> FailedGroup.throwFailure(failed)).isInstanceOf(NullPointerException.class);
    }
}

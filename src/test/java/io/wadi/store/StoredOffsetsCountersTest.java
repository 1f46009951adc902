package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What {@link StoredOffsets#confirm} counts. */
class StoredOffsetsCountersTest {

    private static final String CONSUMER = "wadi-store-flows";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreCounters counters = new StoreCounters();
    private final StoredOffsets offsets = new StoredOffsets(new OffsetsTable(), topics -> Map.of(), counters);

    private double count(String name) {
        FunctionCounter counter = registry.find(name).tag("consumer", CONSUMER).functionCounter();
        return counter == null ? -1 : counter.count();
    }

    private Exchange confirm(long moved, long packets) throws InterruptedException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, CONSUMER);
        exchange.getMessage().setBody(moved);
        offsets.confirm(new OffsetRange("packets", null, 3, 10, 20), packets, exchange);
        return exchange;
    }

    @Test
    void countsWhatWasStored() throws InterruptedException {
        counters.bindTo(registry);
        assertThat(confirm(1, 9).getMessage().getHeader(StoreHeaders.STORED)).isEqualTo(true);
        confirm(1, 1);
        assertThat(count("wadi.store.packets")).isEqualTo(10);
        assertThat(count("wadi.store.batches")).isEqualTo(2);
        assertThat(count("wadi.store.rejected.batches")).isZero();
        assertThat(counters.getPackets()).isEqualTo(Map.of(CONSUMER, 10L));
    }

    /** What the fence holds off is stored already or comes again: it must not be counted twice. */
    @Test
    void countsNoPacketOfABatchThatTheFenceHeldOff() throws InterruptedException {
        confirm(0, 9);
        counters.bindTo(registry);
        assertThat(count("wadi.store.packets")).isZero();
        assertThat(count("wadi.store.rejected.batches")).isEqualTo(1);
        assertThat(offsets.takeRewind(CONSUMER, new TopicPartition("packets", 3)))
                .isTrue();
    }
}

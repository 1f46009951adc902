package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StoredOffsetsTest {

    private static final String GROUP = "wadi-store-flows";
    private static final TopicPartition PARTITION = new TopicPartition("packets", 3);
    private static final OffsetRange RANGE = new OffsetRange("packets", null, 3, 10, 20);

    private final OffsetsTable table = new OffsetsTable();
    private final Map<String, String> ids = new HashMap<>();
    private final StoreCounters counters = new StoreCounters();
    private final StoredOffsets offsets = new StoredOffsets(table, topics -> ids, counters);

    private Exchange confirm(long moved) throws InterruptedException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, GROUP);
        exchange.getMessage().setBody(moved);
        offsets.confirm(RANGE, 7, exchange);
        return exchange;
    }

    @Test
    void aStoredBatchIsConfirmedMirroredOnceAndCounted() throws InterruptedException {
        Exchange exchange = confirm(1);
        assertThat(exchange.getMessage().getHeader(StoreHeaders.STORED)).isEqualTo(true);
        assertThat(offsets.takeRewind(GROUP, PARTITION)).isFalse();
        assertThat(offsets.takeStored(GROUP, List.of(new TopicPartition("packets", 1))))
                .isEmpty();
        assertThat(offsets.takeStored(GROUP, List.of(PARTITION)))
                .containsOnlyKeys(PARTITION)
                .containsValue(new OffsetAndMetadata(20));
        assertThat(offsets.takeStored(GROUP, List.of(PARTITION))).isEmpty();
        assertThat(counters.getPackets()).containsEntry(GROUP, 7L);
        assertThat(counters.getBatches()).containsEntry(GROUP, 1L);
    }

    @Test
    void aBatchThatTheFenceHeldOffSendsItsConsumerBackOnce() throws InterruptedException {
        Exchange exchange = confirm(0);
        assertThat(exchange.getMessage().getHeader(StoreHeaders.STORED)).isEqualTo(false);
        assertThat(offsets.takeStored(GROUP, List.of(PARTITION))).isEmpty();
        assertThat(offsets.takeRewind("wadi-store-traffic", PARTITION)).isFalse();
        assertThat(offsets.takeRewind(GROUP, PARTITION)).isTrue();
        assertThat(offsets.takeRewind(GROUP, PARTITION)).isFalse();
        assertThat(counters.getRejectedBatches()).containsEntry(GROUP, 1L);
        assertThat(counters.getPackets().getOrDefault(GROUP, 0L)).isZero();
    }

    /** Its packets would be searched for a culprit, and readable ones become dead letters. */
    @Test
    void aBodyThatAStepHasReplacedIsNoFaultOfTheBatch() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, GROUP);
        exchange.getMessage().setHeader(StoreHeaders.READ, 7L);
        assertThatIllegalStateException()
                .isThrownBy(() -> offsets.confirm(RANGE, 7, exchange))
                .withMessageContaining("replaced the result")
                .satisfies(exchange::setException);
        assertThat(offsets.limits().isContentFailure(exchange)).isFalse();
    }

    private Exchange verify(String topicId) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, GROUP);
        offsets.verify(new OffsetRange("packets", topicId, 3, 10, 20), exchange);
        return exchange;
    }

    @Test
    void aBatchOfATopicThatWasRecreatedIsNotStored() {
        ids.put("packets", "new");
        assertThat(verify("old").isRouteStop()).isTrue();
        assertThat(offsets.takeRewind(GROUP, PARTITION)).isTrue();
        assertThat(counters.getRejectedBatches()).containsEntry(GROUP, 1L);
        assertThat(verify("new").isRouteStop()).isFalse();
        assertThat(offsets.takeRewind(GROUP, PARTITION)).isFalse();
    }

    /** Then nothing was read of a topic that came after it. */
    @Test
    void aBatchOfATopicThatIsGoneOrWhoseBrokerGivesNoIdsIsStored() {
        assertThat(verify("old").isRouteStop()).isFalse();
        assertThat(verify(null).isRouteStop()).isFalse();
    }
}

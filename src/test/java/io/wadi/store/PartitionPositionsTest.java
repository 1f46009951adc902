package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import io.wadi.settings.BeyondEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionPositionsTest {

    private static final String GROUP = "wadi-store-traffic";
    private static final TopicPartition ZERO = new TopicPartition("packets", 0);
    private static final TopicPartition ONE = new TopicPartition("packets", 1);
    private static final long OLDEST = 10;
    private static final long END = 100;

    private final OffsetsTable table = new OffsetsTable();
    private final Map<String, String> ids = new HashMap<>();
    private final StoredOffsets offsets = new StoredOffsets(table, topics -> ids, new StoreCounters());
    private final MockConsumer<Object, Object> kafka = new MockConsumer<>("earliest");
    private PartitionPositions positions;

    @BeforeEach
    void assign() {
        kafka.assign(List.of(ZERO, ONE));
        kafka.updateBeginningOffsets(Map.of(ZERO, OLDEST, ONE, OLDEST));
        kafka.updateEndOffsets(Map.of(ZERO, END, ONE, END));
        begin(BeyondEnd.WAIT);
    }

    private void begin(BeyondEnd beyondEnd) {
        positions = new PartitionPositions(kafka, GROUP, offsets, beyondEnd);
        positions.assigned(List.of(ZERO, ONE));
    }

    private void store(long next) {
        table.put(GROUP, "packets", 0, next);
    }

    private OffsetRange advance(long next) {
        return positions.advance(ZERO, new OffsetAndMetadata(next));
    }

    @Test
    void aNewPartitionIsPausedUntilItsOffsetIsKnown() {
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(positions.first(ZERO)).isNull();
    }

    @Test
    void goesOnWhereTheDatabaseSaysAndBeginsWithTheOldestElse() {
        store(55);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(55);
        assertThat(positions.first(ZERO)).isEqualTo(55);
        assertThat(kafka.position(ONE)).isEqualTo(OLDEST);
        assertThat(table.next(GROUP, "packets", 1)).isEqualTo(OLDEST);
        assertThat(kafka.paused()).isEmpty();
    }

    @Test
    void waitsWhileTheDatabaseIsAwayAndThenGoesOnByItself() {
        table.away(true);
        positions.settle();
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(offsets.paused(Duration.ofHours(1))).isEmpty();
        assertThat(offsets.paused(Duration.ZERO))
                .singleElement(STRING)
                .startsWith(GROUP + " cannot read its offsets: ")
                .endsWith(" (2 partitions)");
        table.away(false);
        await().until(() -> {
            positions.settle();
            return kafka.paused().isEmpty();
        });
        assertThat(positions.first(ZERO)).isEqualTo(OLDEST);
        assertThat(offsets.paused(Duration.ZERO)).isEmpty();
    }

    @Test
    void aPartitionThatAnotherConsumerHasIsNoLongerPaused() {
        table.away(true);
        positions.settle();
        positions.revoked(List.of(ZERO, ONE));
        assertThat(offsets.paused(Duration.ZERO)).isEmpty();
    }

    @Test
    void waitsWhileTheBrokerDoesNotAnswer() {
        kafka.setOffsetsException(new KafkaException("no broker"));
        positions.settle();
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        await().until(() -> {
            positions.settle();
            return kafka.paused().isEmpty();
        });
    }

    @Test
    void anOffsetBeyondTheEndWaitsForSomebodyToDecideAndOthersGoOn() {
        store(END + 1);
        positions.settle();
        assertThat(kafka.paused()).containsExactly(ZERO);
        assertThat(positions.first(ZERO)).isNull();
        assertThat(positions.first(ONE)).isEqualTo(OLDEST);
        assertThat(table.next(GROUP, "packets", 0)).isEqualTo(END + 1);
    }

    @Test
    void anOffsetBeyondTheEndStartsAnewWhereThatIsSet() {
        store(END + 1);
        begin(BeyondEnd.RESTART);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(OLDEST);
        assertThat(table.next(GROUP, "packets", 0)).isEqualTo(OLDEST);
    }

    @Test
    void anOffsetBeyondTheEndIsRememberedWhenTheTopicHasOutgrownIt() {
        store(END + 1);
        positions.settle();
        kafka.updateEndOffsets(Map.of(ZERO, END + 50));
        begin(BeyondEnd.WAIT);
        positions.settle();
        assertThat(kafka.paused()).containsExactly(ZERO);
        begin(BeyondEnd.RESTART);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(OLDEST);
        assertThat(table.get(GROUP, "packets", 0)).isEqualTo(new StoredOffset(OLDEST, null, false));
    }

    @Test
    void anotherTopicOfTheSameNameWaitsHoweverLongItIs() {
        ids.put("packets", "new");
        table.put(GROUP, "packets", 0, new StoredOffset(50, "old", false));
        positions.settle();
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(positions.first(ZERO)).isNull();
        assertThat(table.get(GROUP, "packets", 0)).isEqualTo(new StoredOffset(50, "old", false));
        assertThat(table.get(GROUP, "packets", 1)).isNull();
    }

    @Test
    void anotherTopicOfTheSameNameIsReadFromItsBeginningWhereThatIsSet() {
        ids.put("packets", "new");
        table.put(GROUP, "packets", 0, new StoredOffset(50, "old", false));
        table.put(GROUP, "packets", 7, new StoredOffset(50, "old", false));
        begin(BeyondEnd.RESTART);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(OLDEST);
        assertThat(kafka.position(ONE)).isEqualTo(OLDEST);
        assertThat(table.get(GROUP, "packets", 0)).isEqualTo(new StoredOffset(OLDEST, "new", false));
        assertThat(table.get(GROUP, "packets", 7)).isEqualTo(new StoredOffset(0, "new", false));
    }

    @Test
    void aTopicThatIsRecreatedIsNoticedWithoutAMessage() {
        ids.put("packets", "old");
        positions.settle();
        assertThat(kafka.paused()).isEmpty();
        ids.put("packets", "new");
        await().until(() -> {
            positions.settle();
            return kafka.paused().equals(Set.of(ZERO, ONE));
        });
        assertThat(positions.first(ZERO)).isNull();
    }

    @Test
    void packsCarryTheIdOfTheTopicThatTheyWereReadFrom() {
        ids.put("packets", "some");
        positions.settle();
        assertThat(advance(20)).isEqualTo(new OffsetRange("packets", "some", 0, OLDEST, 20));
        assertThat(advance(30)).isEqualTo(new OffsetRange("packets", "some", 0, 20, 30));
    }

    @Test
    void anOffsetFromBeforeIdsWereKeptGetsThatOfTheTopic() {
        store(50);
        ids.put("packets", "some");
        positions.settle();
        assertThat(table.get(GROUP, "packets", 0)).isEqualTo(new StoredOffset(50, "some", false));
    }

    @Test
    void withoutIdsOfTheBrokerTheKnownOneStays() {
        table.put(GROUP, "packets", 0, new StoredOffset(50, "old", false));
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(50);
        assertThat(advance(60).topicId()).isEqualTo("old");
    }

    /** As when a partition comes from a consumer that is still storing. */
    @Test
    void anOffsetThatAnotherProcessMovesWhileKafkaIsAskedIsNotBeyondTheEnd() {
        begin(BeyondEnd.RESTART);
        store(END + 20);
        table.beforeNextLoad(() -> kafka.updateEndOffsets(Map.of(ZERO, END + 30, ONE, END)));
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(END + 20);
        assertThat(table.get(GROUP, "packets", 0)).isEqualTo(new StoredOffset(END + 20, null, false));
    }

    @Test
    void theEndItselfIsNotBeyond() {
        store(END);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(END);
    }

    @Test
    void skipsWhatKafkaHasDeletedAndMovesTheStoredOffset() {
        store(OLDEST - 5);
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(OLDEST);
        assertThat(table.next(GROUP, "packets", 0)).isEqualTo(OLDEST);
    }

    @Test
    void goesBackToTheStoredOffsetWhenTheFenceHeldABatchOff() throws InterruptedException {
        store(50);
        positions.settle();
        advance(70);
        assertThat(positions.first(ZERO)).isEqualTo(70);
        store(60);
        holdOff(new OffsetRange("packets", null, 0, 50, 70));
        positions.settle();
        assertThat(kafka.position(ZERO)).isEqualTo(60);
        assertThat(positions.first(ZERO)).isEqualTo(60);
        assertThat(kafka.position(ONE)).isEqualTo(OLDEST);
    }

    private void holdOff(OffsetRange range) throws InterruptedException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(StoreHeaders.CONSUMER, GROUP);
        exchange.getMessage().setBody(0L);
        offsets.confirm(range, 0, exchange);
    }

    @Test
    void forgetsPartitionsThatAreRevoked() {
        positions.settle();
        positions.revoked(List.of(ZERO));
        assertThat(positions.first(ZERO)).isNull();
        assertThat(positions.first(ONE)).isEqualTo(OLDEST);
    }

    @Test
    void aRevokedPartitionThatWasNeverSettledIsNotSought() {
        table.away(true);
        positions.settle();
        positions.revoked(List.of(ZERO));
        table.away(false);
        await().until(() -> {
            positions.settle();
            return positions.first(ONE) != null;
        });
        assertThat(positions.first(ZERO)).isNull();
        assertThat(table.next(GROUP, "packets", 0)).isNull();
    }

    @Test
    void recordsThatFollowOnAreTaken() {
        positions.settle();
        assertThat(positions.unsettledBy(ZERO, List.of(record(OLDEST)))).isFalse();
        assertThat(positions.unsettledBy(ZERO, List.of())).isFalse();
    }

    @Test
    void recordsFromBeforeMeanALostTailOrARecreatedTopic() {
        positions.settle();
        advance(50);
        assertThat(positions.unsettledBy(ZERO, List.of(record(0)))).isTrue();
        assertThat(positions.first(ZERO)).isNull();
        positions.settle();
        assertThat(kafka.paused()).containsExactly(ZERO);
        assertThat(table.get(GROUP, "packets", 0).tailLost()).isTrue();
    }

    @Test
    void aGapIsAMarkersUnlessKafkaHasDeletedWhatLayThere() {
        positions.settle();
        advance(50);
        assertThat(positions.unsettledBy(ZERO, List.of(record(51)))).isFalse();
        kafka.updateBeginningOffsets(Map.of(ZERO, 60L));
        assertThat(positions.unsettledBy(ZERO, List.of(record(60)))).isTrue();
    }

    @Test
    void aGapThatKafkaDoesNotExplainIsNoReasonToGoOn() {
        positions.settle();
        kafka.setOffsetsException(new KafkaException("no broker"));
        assertThat(positions.unsettledBy(ZERO, List.of(record(60)))).isTrue();
    }

    private static ConsumerRecord<Object, Object> record(long offset) {
        return new ConsumerRecord<>("packets", 0, offset, null, new byte[0]);
    }
}

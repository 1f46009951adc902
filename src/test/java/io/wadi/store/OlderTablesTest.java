package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OlderTablesTest {

    private static final String GROUP = "wadi-store-traffic";
    private static final TopicPartition ZERO = new TopicPartition("packets", 0);
    private static final TopicPartition ONE = new TopicPartition("packets", 1);

    private final OffsetsTable table = new OffsetsTable();
    private final OlderTables older = new OlderTables(GROUP, table);

    @BeforeEach
    void reach() {
        table.put(GROUP, "packets", 0, 55);
        older.reached(ZERO, 55);
    }

    @Test
    void findsNothingWhileTheOffsetIsThereOrFurther() {
        assertThat(older.find()).isEmpty();
        table.put(GROUP, "packets", 0, 56);
        assertThat(older.find()).isEmpty();
    }

    @Test
    void findsAnOffsetThatIsLessThanBefore() {
        table.put(GROUP, "packets", 0, 54);
        assertThat(older.find()).containsExactly(ZERO);
    }

    @Test
    void findsAnOffsetThatIsGone() {
        older.reached(ONE, 10);
        assertThat(older.find()).containsExactly(ONE);
    }

    @Test
    void anotherConsumersOffsetDoesNotCount() {
        table.put("wadi-store-flows", "packets", 0, 1);
        assertThat(older.find()).isEmpty();
    }

    @Test
    void forgetsWhatIsAnotherConsumersNow() {
        table.put(GROUP, "packets", 0, 54);
        older.forget(List.of(ZERO));
        assertThat(older.find()).isEmpty();
    }

    @Test
    void findsNothingWhileTheDatabaseIsAway() {
        table.put(GROUP, "packets", 0, 54);
        table.away(true);
        assertThat(older.find()).isEmpty();
        table.away(false);
        assertThat(older.find()).containsExactly(ZERO);
    }
}

package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A transaction holds the stored offset of a partition: the others of the same process are stored meanwhile. */
class LockedPartitionIT extends PoisonedTopic {

    private static final int ROUNDS = 3;
    private static final int EACH = MESSAGES / PARTITIONS;

    @ParameterizedTest
    @CsvSource({"packets, wadi-store-traffic", "packets, wadi-store-flows", "flows, wadi-store-flow-messages"})
    void theOthersGoOn(String at, String consumer) throws Exception {
        start(at);
        boolean packets = at.equals("packets");
        String topic = settings.get(packets ? KafkaSettings.TOPIC : KafkaSettings.FLOWS_TOPIC);
        List<String> messages = numbered(packets ? PoisonedTopic::packet : PoisonedTopic::flow);
        publish(topic, messages);
        awaitEnd(consumer);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from ingest_offsets where consumer = '" + consumer + "' and partition = 0 for update");
            for (int round = 1; round <= ROUNDS; round++) {
                publish(topic, messages);
                awaitOthers(consumer, (PARTITIONS - 1L) * EACH * (1 + round));
            }
            assertThat(offset(consumer, "partition = 0")).isEqualTo(EACH);
            connection.rollback();
        }
        awaitEnd(consumer, MESSAGES * (1 + ROUNDS));
        assertThat(number("select sum(packets) from ingest_offsets where consumer = '" + consumer + "'"))
                .isEqualTo(MESSAGES * (1L + ROUNDS));
        assertThat(number(
                        consumer.equals("wadi-store-traffic")
                                ? "select count(*) from traffic"
                                : "select sum(packets) from flows"))
                .isEqualTo(MESSAGES * (1L + ROUNDS));
    }

    private void awaitOthers(String consumer, long offsets) {
        await().atMost(LONG).untilAsserted(() -> assertThat(offset(consumer, "partition > 0"))
                .isEqualTo(offsets));
    }

    private long offset(String consumer, String partitions) {
        return number(
                "select sum(next_offset) from ingest_offsets where consumer = '" + consumer + "' and " + partitions);
    }
}

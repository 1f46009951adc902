package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.KafkaAccess;
import io.wadi.settings.KafkaSettings;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An upgrade without a pause: two stores share the partitions, and probes and tables become newer than both. Fields and columns
 * that they do not know stand for the next version, and at last probes write several packets into a message.
 */
class RollingUpgradeIT extends PoisonedTopic {

    private static final List<String> OF_PACKETS = List.of("wadi-store-traffic", "wadi-store-flows");
    private static final int SEVERAL = 10;
    private static final String OF_FLOWS = "wadi-store-flow-messages";
    private static final List<String> TABLES =
            List.of("traffic", "flows", "flows_hour", "flows_day", "hosts", "geoip", "ingest_offsets");

    @Test
    void everyMessageIsStoredOnceWhicheverStoreReadsIt() throws Exception {
        start("flows");
        Pipeline first = pipeline;
        try (Pipeline second = pipeline(settings)) {
            second.start();
            await().atMost(LONG).untilAsserted(this::bothStoreBothFormats);
            publish(1);
            migrate();
            publish(2);
            first.close();
            database = new JdbcTemplate(second.database());
            publishSeveral(settings.get(KafkaSettings.TOPIC), ofRound(3), SEVERAL);
            publish(settings.get(KafkaSettings.FLOWS_TOPIC), numbered(number -> ofRound(3, flow(number))));

            OF_PACKETS.forEach(consumer -> awaitEnd(consumer, 2 * MESSAGES + MESSAGES / SEVERAL));
            awaitEnd(OF_FLOWS, 3 * MESSAGES);
            assertThat(number("select count(*) from traffic")).isEqualTo(3 * MESSAGES);
            assertThat(number("select sum(packets) from flows")).isEqualTo(6 * MESSAGES);
            assertThat(number("select sum(packets) from flows_day_now")).isEqualTo(6 * MESSAGES);
            assertThat(number("select sum(packets_sent) from hosts_now")).isEqualTo(6 * MESSAGES);
            assertThat(number("select sum(dead) from ingest_offsets")).isZero();
        }
    }

    private void bothStoreBothFormats() throws Exception {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            List<String> names = List.of(OF_PACKETS.get(0), OF_PACKETS.get(1), OF_FLOWS);
            assertThat(admin.describeConsumerGroups(names).all().get().values())
                    .allSatisfy(group -> assertThat(group.members()).hasSize(2).allSatisfy(member -> assertThat(
                                    member.assignment().topicPartitions())
                            .isNotEmpty()));
        }
    }

    /** Messages of both formats; of the second round on, with fields of a newer probe. */
    private void publish(int round) {
        publish(settings.get(KafkaSettings.TOPIC), ofRound(round));
        publish(settings.get(KafkaSettings.FLOWS_TOPIC), numbered(number -> ofRound(round, flow(number))));
    }

    private static List<String> ofRound(int round) {
        return numbered(number -> ofRound(round, packet(number)));
    }

    private static String ofRound(int round, String message) {
        return round == 1 ? message : message.replaceFirst("\\{", "{\"later\":{\"ip\":[1,{\"src\":\"x\"}]},");
    }

    /** What the migrations of a newer version may do while older stores run. */
    private void migrate() {
        for (String table : TABLES) {
            database.execute("alter table " + table + " add column later text not null default 'none'");
        }
    }
}

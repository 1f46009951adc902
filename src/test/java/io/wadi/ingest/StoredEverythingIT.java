package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What ingest waits for, where it cannot be known. */
class StoredEverythingIT {

    /** Otherwise ingest waits without a word. */
    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        Settings settings = TestServers.withTables();
        String topic = settings.get(KafkaSettings.TOPIC);
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        PGSimpleDataSource away = new PGSimpleDataSource();
        try (ServerSocket closed = new ServerSocket(0)) {
            away.setPortNumbers(new int[] {closed.getLocalPort()});
        }
        try (StoredEverything stored = new StoredEverything(away, settings, Map.of("wadi-store-flows", topic))) {
            assertThatThrownBy(stored::isTrue).isInstanceOf(DataAccessResourceFailureException.class);
        }
    }
}

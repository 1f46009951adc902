package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.Poison;
import io.wadi.message.KafkaAccess;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A database that answers and refuses: everything is stored once when it accepts again, and nothing twice. A trigger
 * with PostgreSQL's own SQLSTATE simulates conditions that cannot be created everywhere, such as a full disk.
 */
class DatabaseRefusalsIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ROLE = "storekeeper";

    private Settings settings;
    private JdbcTemplate administrator;
    private String database;
    private Pipeline pipeline;
    private final Set<String> redelivering = ConcurrentHashMap.newKeySet();
    private int published;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.settings();
        administrator = new JdbcTemplate(administration());
        database = administrator.queryForObject("select current_database()", String.class);
        administrator.execute(
                "do $$ begin create role " + ROLE + " login; exception when duplicate_object then null;" + " end $$");
        administrator.execute("alter database " + database + " owner to " + ROLE);
        administrator.execute("grant all on schema public to " + ROLE);
        settings.set("wadi.database.user", ROLE);
        pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        pipeline.start();
        pipeline.context().getManagementStrategy().addEventNotifier(new Redeliveries());
        publish();
        awaitEverything();
    }

    private PGSimpleDataSource administration() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return source;
    }

    @AfterEach
    void stop() {
        pipeline.close();
        administrator.execute("alter role " + ROLE + " login connection limit -1");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "53100, full disk",
        "53200, out of memory",
        "40P01, deadlock",
        "40001, serialization failure",
        "57014, statement time-out",
        "55P03, lock not available",
    })
    void isAskedAgain(String state, String name) throws Exception {
        administrator.execute("create function refuse() returns trigger language plpgsql as $$ begin raise exception '"
                + name + "' using errcode = '" + state + "'; end $$");
        administrator.execute(
                "create trigger refuse after update on ingest_offsets for each row execute function refuse()");
        publish();
        awaitRefusals();
        administrator.execute("drop trigger refuse on ingest_offsets");
        awaitEverything();
    }

    @Test
    void becomesWritableAgain() throws Exception {
        String role = "alter role " + ROLE + " in database " + database;
        administrator.execute(role + " set default_transaction_read_only = on");
        cutConnections();
        publish();
        awaitRefusals();
        administrator.execute(role + " reset default_transaction_read_only");
        cutConnections();
        awaitEverything();
    }

    @Test
    void letsTheUserInAgain() throws Exception {
        administrator.execute("alter role " + ROLE + " nologin");
        cutConnections();
        publish();
        awaitRefusals();
        administrator.execute("alter role " + ROLE + " login");
        awaitEverything();
    }

    @Test
    void hasConnectionsAgain() throws Exception {
        administrator.execute("alter role " + ROLE + " connection limit 0");
        cutConnections();
        publish();
        awaitRefusals();
        administrator.execute("alter role " + ROLE + " connection limit -1");
        awaitEverything();
    }

    private void cutConnections() {
        administrator.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = ? and datname = ?",
                ROLE,
                database);
    }

    private void publish() throws Exception {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        byte[] message = Poison.packet("10.0.0.1", 80, 60, "1710000000").getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), i % 3, null, message))
                        .get();
                published++;
            }
        }
    }

    /** Both routes have been refused, and try again. */
    private void awaitRefusals() {
        await().atMost(LONG).until(() -> redelivering.containsAll(Set.of("store-traffic", "store-flows")));
    }

    private final class Redeliveries extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeRedeliveryEvent redelivery) {
                redelivering.add(redelivery.getExchange().getFromRouteId());
            }
        }
    }

    private void awaitEverything() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(administrator.queryForObject("select count(*) from traffic", Long.class))
                    .isEqualTo(published);
            assertThat(administrator.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                    .isEqualTo(published);
        });
    }
}

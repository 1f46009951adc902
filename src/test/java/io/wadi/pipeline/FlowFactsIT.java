package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Facts on TCP conversations and names in the tables, over several batches. */
class FlowFactsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "198.51.100.2";

    private Settings settings;
    private Pipeline pipeline;
    private JdbcTemplate database;
    private long published;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache());
        pipeline.start();
        database = new JdbcTemplate(pipeline.database());
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void tcpFactsAddUpOverBatches() throws Exception {
        store(tcp(CLIENT, SERVER, "0.0", 2, 99, 0, 0));
        store(tcp(SERVER, CLIENT, "0.02", 18, 499, 100, 0));
        store(tcp(CLIENT, SERVER, "0.0203", 24, 100, 500, 50));
        store(tcp(CLIENT, SERVER, "0.3", 24, 100, 500, 50));
        store(tcp(SERVER, CLIENT, "0.31", 16, 500, 150, 0));
        assertThat(text("select rtt::text from flows where src_ip = '" + CLIENT + "'"))
                .isEqualTo("00:00:00.02");
        assertThat(text("select rtt::text from flows where src_ip = '" + SERVER + "'"))
                .isEqualTo("00:00:00.0003");
        assertThat(text("select string_agg(retransmissions::text, ' ' order by src_ip) from flows"))
                .isEqualTo("1 0");
    }

    @Test
    void eachColumnHoldsWhatThePacketsHave() throws Exception {
        store(head(CLIENT, SERVER, "61.5", 50_000, 443)
                + "\"protocol\":\"TLS\",\"transport\":\"TCP\",\"tcp\":{\"flags\":24},\"name\":\"www.example\","
                + "\"flow\":\"1:abc=\",\"probe\":\"host/eth0\"}");
        assertThat(row("flows")).isEqualTo(JSON.readTree("""
                {"window_start": 60, "src_ip": "192.0.2.1", "dst_ip": "198.51.100.2", "src_port": 50000, "dst_port": 443,
                "transport": "TCP", "probe": "host/eth0", "protocol": "TLS", "packets": 1, "bytes": 60, "tcp_flags": 24,
                "first_seen": 61.5, "last_seen": 61.5, "retransmissions": 0, "name": "www.example", "flow": "1:abc="}
                """));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> text("select count(*) from pending_flows").equals("0"));
        for (String table : List.of("flows_hour", "flows_day")) {
            assertThat(row(table)).as(table).isEqualTo(JSON.readTree("""
                    {"window_start": 0, "src_ip": "192.0.2.1", "dst_ip": "198.51.100.2", "protocol": "TLS", "packets": 1,
                    "bytes": 60, "last_seen": 61.5}
                    """));
        }
    }

    /** The columns of the only row that are not null, with times in seconds. */
    private JsonNode row(String table) throws Exception {
        return JSON.readTree(text("""
                select jsonb_object_agg(key, case when value::text ~ '^"\\d{4}-'
                    then to_jsonb(trim_scale(extract(epoch from (value #>> '{}')::timestamptz))) else value end)
                from (select jsonb_strip_nulls(to_jsonb(r)) as columns from %s as r) as row, jsonb_each(columns)
                """.formatted(table)));
    }

    @Test
    void namesComeBeforeAfterAndWithoutTheirHost() throws Exception {
        store(answer(SERVER, "first.example.org"));
        assertThat(text("select count(*) from hosts_now where ip = '" + SERVER + "'"))
                .as("a name makes no host")
                .isEqualTo("0");
        store(tcp(CLIENT, SERVER, "1.5", 16, 1, 1, 10));
        assertThat(nameOf(SERVER)).isEqualTo("first.example.org");
        store(answer(SERVER, "second.example.org"));
        store(tcp(CLIENT, SERVER, "1.6", 16, 11, 1, 10));
        assertThat(nameOf(SERVER)).isEqualTo("second.example.org");
        assertThat(text("select extract(epoch from first_seen) || ' ' || extract(epoch from last_seen)"
                        + " from hosts_now where ip = '" + SERVER + "'"))
                .isEqualTo("1.500000 1.600000");
        assertThat(text("select sum(packets_sent) from hosts_now")).isEqualTo(Long.toString(published));
    }

    /** While it is pending, and after the fold; and whatever comes later of a lower rank. */
    @Test
    void aNameFromDnsIsNotReplacedByOneThatAClientAskedFor() throws Exception {
        store(hello("first.example.org"));
        assertThat(nameOf(SERVER)).isEqualTo("first.example.org");
        assertThat(sourceOf(SERVER)).isEqualTo("SNI");
        store(answer(SERVER, "dns.example.org"));
        store(hello("last.example.org"));
        assertThat(nameOf(SERVER)).isEqualTo("dns.example.org");
        assertThat(sourceOf(SERVER)).isEqualTo("DNS");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> text("select count(*) from pending_batches").equals("0"));
        assertThat(text("select name || ' ' || name_source from hosts where ip = '" + SERVER + "'"))
                .isEqualTo("dns.example.org DNS");
    }

    private static String hello(String name) {
        return head(CLIENT, SERVER, "1.8", 50_000, 443)
                + "\"protocol\":\"TLS\",\"transport\":\"TCP\",\"name\":\"%s\"}".formatted(name);
    }

    private String sourceOf(String ip) {
        return text("select name_source from hosts_now where ip = '" + ip + "'");
    }

    private String nameOf(String ip) {
        return text("select name from hosts_now where ip = '" + ip + "'");
    }

    private static String tcp(String src, String dst, String time, int flags, long seq, long ack, int payload) {
        int srcPort = src.equals(CLIENT) ? 50_000 : 443;
        return head(src, dst, time, srcPort, 50_443 - srcPort)
                + "\"protocol\":\"TCP\",\"tcp\":{\"flags\":%d,\"seq\":%d,\"ack\":%d,\"payload\":%d}}"
                        .formatted(flags, seq, ack, payload);
    }

    private static String answer(String ip, String name) {
        return head("203.0.113.53", CLIENT, "1.7", 53, 40_000)
                + "\"protocol\":\"DNS\",\"transport\":\"UDP\",\"answers\":[{\"ip\":\"%s\",\"name\":\"%s\"}]}"
                        .formatted(ip, name);
    }

    private static String head(String src, String dst, String time, int srcPort, int dstPort) {
        return "{\"ip\":{\"src\":\"%s\",\"dst\":\"%s\"},\"timestamp\":%s,\"size\":60,\"port\":{\"src\":%d,\"dst\":%d},"
                .formatted(src, dst, time, srcPort, dstPort);
    }

    /** Publishes a message and waits until a batch with it is stored. */
    private void store(String message) throws Exception {
        Map<String, Object> options = Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            settings.get(KafkaSettings.TOPIC), 0, null, message.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        published++;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> text("select coalesce(sum(packets), 0) from flows").equals(Long.toString(published)));
    }

    private String text(String sql) {
        return database.queryForObject(sql, String.class);
    }
}

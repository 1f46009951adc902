package io.wadi.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.StartException;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Kafka by TLS and SASL, PostgreSQL by TLS with its certificate verified: from a capture to the tables. */
class SecureServersIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PACKETS = 2000;

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static SecureKafka kafka;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.in(folder);
        kafka = new SecureKafka(Files.createDirectory(folder.resolve("kafka")), certificate);
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        TestServers.cache().resolve("postgres-programs").toFile())
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.pemCertificate().toString())
                .setServerConfig("ssl_key_file", certificate.pemKey().toString())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        kafka.close();
    }

    private static Settings settings(String kafkaPassword) throws Exception {
        Path client = folder.resolve("client-" + kafkaPassword + ".properties");
        Files.writeString(
                client, """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                  username="%s" password="%s";
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                """.formatted(SecureKafka.USER, kafkaPassword, certificate.trustStore(), Certificate.PASSWORD));
        Settings settings = Settings.load();
        settings.set("wadi.kafka.brokers", kafka.brokers());
        settings.set("wadi.kafka.client-properties", client.toString());
        settings.set(
                "wadi.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?sslmode=verify-full&sslrootcert="
                        + certificate.pemCertificate());
        settings.set("wadi.database.user", "postgres");
        settings.set("wadi.http.enabled", "false");
        settings.set("wadi.store.interval-millis", "100");
        return settings;
    }

    @Test
    void everythingGoesThroughTls() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(PACKETS, 1, SampleCapture.DEFAULT_START).write(out);
        }
        Settings settings = settings(SecureKafka.PASSWORD);
        settings.set("wadi.source", "pcap:file:" + capture);
        try (Pipeline pipeline = new Pipeline(
                settings, Set.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            pipeline.capture().finished().get();
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                        .isEqualTo(pipeline.capture().getDecoded());
                assertThat(database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                        .isEqualTo(pipeline.capture().getDecoded());
            });
            assertThat(database.queryForObject(
                            "select ssl from pg_stat_ssl where pid = pg_backend_pid()", Boolean.class))
                    .isTrue();
        }
    }

    @Test
    void aWrongPasswordForKafkaIsSaid() throws Exception {
        assertThat(refusal(settings("wrong"))).contains(kafka.brokers(), "Authentication failed");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsSaid() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Settings settings = settings(SecureKafka.PASSWORD);
        settings.set(
                "wadi.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?sslmode=verify-full&sslrootcert="
                        + Certificate.in(other).pemCertificate());
        assertThat(refusal(settings)).contains("The database at", "cannot be used");
    }

    private static String refusal(Settings settings) {
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            return catchThrowableOfType(StartException.class, pipeline::start).getMessage();
        }
    }
}

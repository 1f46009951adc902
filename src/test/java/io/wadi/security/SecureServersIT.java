package io.wadi.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wadi.cli.CommandLineRun;
import io.wadi.failure.StartException;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores a capture with Kafka by TLS and SASL, and PostgreSQL by TLS with a verified certificate. */
class SecureServersIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PACKETS = 2000;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static SecureKafka kafka;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.in(folder);
        kafka = new SecureKafka(Files.createDirectory(folder.resolve("kafka")), certificate, false);
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
        Path client = SecureKafka.client(
                folder.resolve("client-" + kafkaPassword + ".properties"),
                certificate,
                SecureKafka.USER,
                kafkaPassword);
        Settings settings = Settings.load();
        settings.set("wadi.kafka.brokers", kafka.brokers());
        settings.set("wadi.kafka.client-properties", client.toString());
        settings.set(
                "wadi.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + newDatabase()
                        + "?sslmode=verify-full&sslrootcert=" + certificate.pemCertificate());
        settings.set("wadi.database.user", "postgres");
        settings.set("wadi.topic", "packets-" + DATABASES);
        settings.set("wadi.http.enabled", "false");
        settings.set("wadi.store.interval-millis", "100");
        return settings;
    }

    private static String newDatabase() throws SQLException {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    @Test
    void everythingGoesThroughTls() throws Exception {
        Path capture = capture(1);
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
        assertThat(refusal(settings("wrong")))
                .contains("Kafka at " + kafka.brokers() + " rejects Wadi's login", "client-wrong.properties")
                .doesNotContain("password=", SecureKafka.PASSWORD);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsSaid() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Settings settings = settings(SecureKafka.PASSWORD);
        settings.set(
                "wadi.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?sslmode=verify-full&sslrootcert="
                        + Certificate.in(other).pemCertificate());
        assertThat(refusal(settings)).contains("cannot be reached by TLS", "sslrootcert");
    }

    /** The lines that ingest prints rest on offsets that its own client asks for. */
    @Test
    void ingestGoesThroughTls() throws Exception {
        Path capture = capture(2);
        CommandLineRun run = run("ingest", settings(SecureKafka.PASSWORD), capture.toString());
        assertThat(run.err()).doesNotContain("wadi: ");
        assertThat(run.out()).contains("every packet is accounted for");
        assertThat(run.status()).isZero();
    }

    @Test
    void replayGoesThroughTls() throws Exception {
        Settings settings = settings(SecureKafka.PASSWORD);
        run("ingest", settings, capture(3).toString());
        CommandLineRun run = run("replay", settings, "--dry-run");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("0 letters in packets.dead");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "replay"})
    void aClientWithoutTlsIsSaid(String command) throws Exception {
        Settings settings = settings(SecureKafka.PASSWORD);
        settings.set("wadi.kafka.client-properties", "");
        CommandLineRun run =
                run(command, settings, command.equals("ingest") ? capture(10).toString() : "--dry-run");
        assertThat(run.err())
                .startsWith("wadi: Kafka at " + kafka.brokers() + " uses TLS and Wadi is configured without TLS")
                .hasLineCount(1);
        assertThat(run.status()).isEqualTo(1);
    }

    private static CommandLineRun run(String command, Settings settings, String argument) {
        settings.set("wadi.data.dir", TestServers.cache().toString());
        List<String> line = new ArrayList<>(List.of(command));
        settings.properties()
                .stringPropertyNames()
                .forEach(name -> line.addAll(
                        List.of("--set", name + "=" + settings.properties().getProperty(name))));
        line.add(argument);
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private static Path capture(int seed) throws Exception {
        Path capture = folder.resolve("sample-" + seed + ".pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(PACKETS, seed, SampleCapture.DEFAULT_START).write(out);
        }
        return capture;
    }

    private static String refusal(Settings settings) {
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache())) {
            return catchThrowableOfType(StartException.class, pipeline::start).getMessage();
        }
    }
}

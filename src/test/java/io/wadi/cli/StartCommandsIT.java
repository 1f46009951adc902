package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.net.FreePort;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.JavaCommand;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of {@code run}, {@code ingest} and {@code report} at the start: one line, exit status 1, no secret. */
@Timeout(90)
class StartCommandsIT {

    private static final String PASSWORD = "4711secret";
    private static final String NOWHERE = "no-such-host.invalid";

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void servers() throws Exception {
        settings = TestServers.settings();
        settings.set("wadi.data.dir", TestServers.cache().toString());
        settings.set("wadi.routes.dir", folder.resolve("routes.d").toString());
        settings.set("wadi.database.password", PASSWORD);
    }

    private String[] commandLine(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        for (String name : settings.properties().stringPropertyNames()) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        if (command.equals("ingest")) {
            Path capture = folder.resolve("sample.pcap");
            try (OutputStream out = Files.newOutputStream(capture)) {
                new SampleCapture(10, 1, SampleCapture.DEFAULT_START).write(out);
            }
            arguments.add(capture.toString());
        }
        return arguments.toArray(String[]::new);
    }

    private String failure(String command) throws Exception {
        CommandLineRun run = CommandLineRun.of(commandLine(command));
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wadi: ").hasLineCount(1).doesNotContain(PASSWORD);
        assertThat(run.status()).isEqualTo(1);
        return run.err();
    }

    private String database(String address) {
        settings.set("wadi.database.url", address);
        return address;
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest"})
    void noBroker(String command) throws Exception {
        String brokers = "127.0.0.1:" + FreePort.find();
        settings.set("wadi.kafka.brokers", brokers);
        assertThat(failure(command))
                .contains("No Kafka broker answers at " + brokers + ": start Kafka, or set wadi.kafka.brokers");
    }

    /** Parameters of the URL may be secret: every command shows the address without them. */
    private String databaseWithSecret(String address) {
        return database(address + "?sslpassword=" + PASSWORD).replaceAll("[?].*", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest", "report"})
    void noDatabase(String command) throws Exception {
        String address = databaseWithSecret("jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/wadi");
        assertThat(failure(command)).contains("No database answers at " + address + ": start PostgreSQL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest", "report"})
    void aPasswordInTheWrongPlaceOfTheUrl(String command) throws Exception {
        database("jdbc:postgresql://user:" + PASSWORD + "@localhost/wadi");
        assertThat(failure(command)).contains("wadi.database.url has a user or password before the host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest", "report"})
    void noSuchDatabase(String command) throws Exception {
        String address = settings.text(DatabaseSettings.URL).replaceAll("/[^/]*$", "/nowhere");
        database(address + "?sslpassword=" + PASSWORD);
        assertThat(failure(command)).contains("There is no database " + address + ": create it");
    }

    @Test
    void aDatabaseWithoutTables() throws Exception {
        String address = settings.text(DatabaseSettings.URL);
        database(address + "?sslpassword=" + PASSWORD);
        assertThat(failure("report")).contains("The database at " + address + " has no tables of this version of Wadi");
    }

    @Test
    void anotherPassword() throws Exception {
        try (Connection admin = DriverManager.getConnection(settings.text(DatabaseSettings.URL), "postgres", "");
                Statement statement = admin.createStatement()) {
            statement.execute("drop role if exists walter");
            statement.execute("create role walter login password 'another'");
            Path entries;
            try (ResultSet shown = statement.executeQuery("show hba_file")) {
                shown.next();
                entries = Path.of(shown.getString(1));
            }
            String before = Files.readString(entries);
            Files.writeString(entries, "host all walter 127.0.0.1/32 scram-sha-256\n" + before);
            try {
                statement.execute("select pg_reload_conf()");
                settings.set("wadi.database.user", "walter");
                assertThat(failure("ingest"))
                        .contains("refuses user walter: check wadi.database.user and wadi.database.password");
            } finally {
                Files.writeString(entries, before);
                statement.execute("select pg_reload_conf()");
            }
        }
    }

    @Test
    void unknownUser() throws Exception {
        settings.set("wadi.database.user", "nobody_of_that_name");
        assertThat(failure("run")).contains("refuses user nobody_of_that_name");
    }

    @Test
    void noHostOfThatName() throws Exception {
        settings.set("wadi.kafka.brokers", NOWHERE + ":9092");
        assertThat(failure("run")).contains("No host of wadi.kafka.brokers can be resolved: " + NOWHERE + ":9092");
    }

    @Test
    void noDatabaseHostOfThatName() throws Exception {
        String address = database("jdbc:postgresql://" + NOWHERE + "/wadi");
        assertThat(failure("run")).contains("The host in " + address + " cannot be resolved");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, is localhost; it must be a comma-separated list of host:port",
        "'localhost:9092,', 'is localhost:9092,; it must be a comma-separated list of host:port'",
        "localhost:99999, is localhost:99999; it must be a comma-separated list of host:port",
        "a b:9092, is a b:9092; it must be a comma-separated list of host:port",
        "user:4711secret@localhost:9092, a comma-separated list of host:port"
    })
    void brokersThatAreNone(String brokers, String said) throws Exception {
        settings.set("wadi.kafka.brokers", brokers);
        assertThat(failure("ingest"))
                .contains("Setting wadi.kafka.brokers ", said)
                .doesNotContain("4711");
    }

    @Test
    void aBrokerThatIsNone() throws Exception {
        String address = settings.text(DatabaseSettings.URL).replaceAll(".*//|/.*", "");
        settings.set("wadi.kafka.brokers", address);
        assertThat(failure("ingest")).contains("The server at " + address + " is not Kafka");
    }

    /** Kafka's client takes what PostgreSQL answers for the length of its answer, 1.1 GB. */
    @Test
    void aBrokerThatIsNoneForReplay() throws Exception {
        String address = settings.text(DatabaseSettings.URL).replaceAll(".*//|/.*", "");
        settings.set("wadi.kafka.brokers", address);
        assertThat(failure("replay")).contains("The server at " + address + " is not Kafka");
    }

    @Test
    void noTopicOfDeadLetters() throws Exception {
        settings.set("wadi.topic.dead", "no-such-topic");
        assertThat(failure("replay")).contains("There is no topic no-such-topic at ", "correct wadi.topic.dead");
    }

    @Test
    void tlsToADatabaseWithout() throws Exception {
        database(settings.text(DatabaseSettings.URL) + "?sslmode=require");
        assertThat(failure("ingest")).contains("does not offer TLS", "sslmode");
    }

    @Test
    void tlsToABrokerWithout() throws Exception {
        client("security.protocol=SSL\n");
        assertThat(failure("ingest")).contains("does not use TLS", "security.protocol", "client.properties");
    }

    @Test
    void aLoginAtABrokerThatWantsNone() throws Exception {
        client("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                + "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"w\" password=\""
                + PASSWORD + "\";\n");
        assertThat(failure("ingest")).contains("rejects Wadi's login", "client.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config=org.example.Login required username=\"w\" password=4711secret=x;",
                "sasl.jaas.config=4711secret",
                "sasl.mechanism=4711secret",
                "ssl.truststore.location=/no/such/file"
            })
    void clientPropertiesThatAreWrong(String line) throws Exception {
        client("security.protocol=" + (line.startsWith("sasl") ? "SASL_PLAINTEXT" : "PLAINTEXT")
                + "\nsasl.mechanism=PLAIN\n" + line + "\nssl.truststore.type=4711secret\nreconnect.backoff.ms=never\n");
        assertThat(failure("ingest")).contains("wadi.kafka.client-properties", "client.properties");
    }

    private void client(String properties) throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), properties);
        settings.set("wadi.kafka.client-properties", file.toString());
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.set("wadi.http.enabled", "true");
            settings.set("wadi.http.port", String.valueOf(taken.getLocalPort()));
            assertThat(failure("run"))
                    .contains("127.0.0.1:" + taken.getLocalPort(), "set wadi.http.port to a free port");
        }
    }

    @Test
    void routesThatAreNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        settings.set("wadi.routes.dir", file.toString());
        assertThat(failure("run")).contains("wadi.routes.dir", file.toString());
    }

    /** As users see it, the log included. */
    @Test
    void inAProcessOfItsOwn() throws Exception {
        String brokers = "127.0.0.1:" + FreePort.find();
        settings.set("wadi.kafka.brokers", brokers);
        CommandLineRun run = new ChildJvm(folder).run(null, commandLine("run"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("wadi: No Kafka broker answers at " + brokers)
                .doesNotContain(PASSWORD);
    }

    /** The line that says what runs, and the log. */
    @Test
    void whatRunsIsSaidWithoutSecrets() throws Exception {
        String address = settings.text(DatabaseSettings.URL);
        database(address + "?sslpassword=" + PASSWORD);
        Path output = folder.resolve("output");
        List<String> arguments = new ArrayList<>(List.of(commandLine("run")));
        arguments.addAll(List.of("--only", "store-flows"));
        Process run = new ProcessBuilder(JavaCommand.wadi(List.of("-Xmx416m"), arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !run.isAlive() || Files.readString(output).contains("wadi: running store-flows"));
        } finally {
            run.destroy();
            run.waitFor();
        }
        assertThat(Files.readString(output))
                .contains("database " + address + ";")
                .doesNotContain(PASSWORD);
    }
}

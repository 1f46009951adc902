package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.settings.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded servers keep their data, and exclude other processes. */
class EmbeddedServersIT {

    @TempDir
    Path folder;

    @Test
    void aSecondStartFindsItsData() throws Exception {
        Path data = folder.resolve("data with a space");
        Settings settings = Settings.load();
        try (EmbeddedServers servers = EmbeddedServers.start(data, settings)) {
            execute(servers, "create table kept as select 42 as answer");
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", servers.kafka().brokers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            assertThatThrownBy(() -> EmbeddedServers.start(data, Settings.load()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("Another Wadi is using the data in " + data);
        }
        try (EmbeddedServers servers = EmbeddedServers.start(data, settings)) {
            try (Connection connection = connect(servers);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select answer from kept")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(42);
            }
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", servers.kafka().brokers()))) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }

    /** The library's message has no advice, and a recovery that needs longer would be begun again at each start. */
    @Test
    void aDatabaseThatNeedsLongerSaysHowToGiveItMoreAndIsStopped() throws Exception {
        Path data = folder.resolve("postgres");
        Path programs = folder.resolve("programs");
        assertThatThrownBy(() -> EmbeddedPostgres.start(data, programs, 0, Duration.ZERO))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("The embedded PostgreSQL cannot start in " + data + ": it accepts no connections after 0 s."
                        + " A busy machine, or the recovery after a crash, needs more time: --set"
                        + " wadi.embedded.postgres.start-seconds=5");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ProcessHandle.allProcesses().noneMatch(process -> Postmaster.serves(process, data)));
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data, programs, Settings.load())) {
            assertThat(EmbeddedPostgres.running(data)).contains(next.url());
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.load();
            settings.set("wadi.embedded.postgres.port", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> EmbeddedServers.start(folder.resolve("taken"), settings))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("wadi.embedded.postgres.port");
        }
    }

    private static void execute(EmbeddedServers servers, String sql) throws Exception {
        try (Connection connection = connect(servers);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedServers servers) throws Exception {
        return DriverManager.getConnection(
                servers.postgres().url(), servers.postgres().user(), "");
    }
}

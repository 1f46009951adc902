package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseCheckTest {

    private static final int PATIENT_SECONDS = 1;

    @Test
    void isDownUntilTheDatabaseHasAnswered() {
        DatabaseCheck check = new DatabaseCheck(
                new PGSimpleDataSource(), DatabaseUrl.parse("jdbc:postgresql://db/wadi?password=secret"));
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).contains("The database jdbc:postgresql://db/wadi has not been checked yet");
        assertThat(check.isReadiness()).isTrue();
    }

    /** A server that takes connections and says nothing: as a database behind a dead network does. */
    @Test
    void saysWhyItDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wadi");
            database.setPassword("secret");
            database.setLoginTimeout(PATIENT_SECONDS);
            DatabaseCheck check = new DatabaseCheck(database, DatabaseUrl.parse(database.getUrl()));
            check.refresh();
            HealthCheck.Result result = check.call();
            assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(result.getMessage().orElseThrow())
                    .startsWith("The database jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wadi does not")
                    .doesNotContain("secret");
        }
    }
}

package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseCheckTest {

    private static final int PATIENT_SECONDS = 1;

    @Test
    void isDownUntilTheDatabaseHasAnswered() {
        DatabaseCheck check = new DatabaseCheck(new PGSimpleDataSource(), "jdbc:postgresql://db/wadi?password=secret");
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).contains("The database jdbc:postgresql://db/wadi has not been asked yet");
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
            DatabaseCheck check = new DatabaseCheck(database, database.getUrl());
            check.refresh();
            HealthCheck.Result result = check.call();
            assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(result.getMessage().orElseThrow())
                    .startsWith("The database jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/wadi does not")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/wadi, jdbc:postgresql://db/wadi",
        "jdbc:postgresql://db/wadi?user=u&password=p, jdbc:postgresql://db/wadi"
    })
    void showsTheUrlWithoutItsParameters(String url, String shown) {
        assertThat(DatabaseCheck.withoutParameters(url)).isEqualTo(shown);
    }
}

package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines the log shows without an option. */
class LogLevelsTest {

    private static Level level(String logger) throws Exception {
        URI shipped = LogLevelsTest.class.getResource("/log4j2.xml").toURI();
        try (LoggerContext context = new LoggerContext("levels", null, shipped)) {
            context.start();
            return context.getLogger(logger).getLevel();
        }
    }

    /** Classes in {@code lib/} and the {@code log} steps of routes, whatever their names. */
    @ParameterizedTest
    @ValueSource(
            strings = {"com.example.Enricher", "com.acme.heartbeat", "org.acme.Audit", "net.acme.X", "io.acme.Y", "mine"
            })
    void whatUsersWriteIsShown(String logger) throws Exception {
        assertThat(level(logger)).isEqualTo(Level.INFO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.camel.impl.engine.AbstractCamelContext",
                "org.apache.camel.component.kafka.KafkaConsumer",
                "com.zaxxer.hikari.HikariDataSource",
                "io.netty.util.internal.PlatformDependent",
                "io.vertx.core.impl.VertxImpl",
                "org.flywaydb.core.FlywayExecutor",
                "org.springframework.jdbc.core.JdbcTemplate",
                "software.amazon.awssdk.core.SdkClient"
            })
    void librariesOnlyWarn(String logger) throws Exception {
        assertThat(level(logger)).isEqualTo(Level.WARN);
    }
}

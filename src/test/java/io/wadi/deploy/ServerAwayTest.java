package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerAwayTest {

    static Stream<Throwable> away() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("db"),
                new SocketTimeoutException(),
                new UnresolvedAddressException(),
                new SQLTransientConnectionException("the pool is empty"),
                new SQLException("Connection to db refused", "08001"),
                new SQLException("the database system is starting up", "57P03"),
                new TimeoutException("no metadata"),
                new java.util.concurrent.TimeoutException());
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IOException("no space left"),
                new SQLException("no such table", "42P01"),
                new SQLException("no state"),
                new KafkaException("no such option"),
                new AuthenticationException("wrong password"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("away")
    void isAmongTheCauses(Throwable away) {
        assertThat(ServerAway.isCause(away)).isTrue();
        assertThat(ServerAway.isCause(new IllegalStateException("x", new RuntimeException(away))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void isNoOtherFailure(Throwable failure) {
        assertThat(ServerAway.isCause(failure)).isFalse();
        assertThat(ServerAway.isCause(new UncheckedIOException(new IOException(failure))))
                .isFalse();
    }
}

package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.failure.StartException;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are not a broker are recognised before Kafka's client allocates memory for their first bytes. */
class KafkaReasonsTest {

    /** What Kafka answers to the request for its versions begins with its length, 26 bytes for instance. */
    private static final String KAFKA = "\0\0\0\032\0\0\0\001";

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void answer(String... answers) {
        CompletableFuture.runAsync(() -> {
            for (String answer : answers) {
                try (Socket client = server.accept();
                        OutputStream out = client.getOutputStream()) {
                    client.getInputStream().readNBytes(14);
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        assertThat(reasons(address())
                        .explain(new ExecutionException(new UnknownTopicOrPartitionException("")))
                        .getMessage())
                .endsWith("cannot be used: UnknownTopicOrPartitionException");
    }

    private static KafkaReasons reasons(String brokers) {
        Settings settings = Settings.load();
        settings.set("wadi.kafka.brokers", brokers);
        return new KafkaReasons(KafkaAccess.of(settings));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EFATAL of PostgreSQL", "HTTP/1.1 400 Bad Request", "SSH-2.0-OpenSSH_9.2", "\0\020\0\0 bytes"})
    void whatAnswersSomethingElse(String greeting) {
        answer(greeting);
        assertThatThrownBy(() -> reasons(address()).checkProtocol())
                .isInstanceOf(StartException.class)
                .hasMessage("The server at " + address() + " is not Kafka: correct wadi.kafka.brokers");
    }

    @Test
    void whatAnswersSomethingElseBesideABroker() {
        answer(KAFKA, "EFATAL of PostgreSQL");
        assertThatThrownBy(() -> reasons(address() + "," + address()).checkProtocol())
                .hasMessageStartingWith("The server at " + address() + " is not Kafka");
    }

    @Test
    void aBrokerWithTlsBesideOneWithout() {
        answer(KAFKA, "\025\003\003\0\002");
        assertThatThrownBy(() -> reasons(address() + "," + address()).checkProtocol())
                .hasMessageContaining("uses TLS");
    }

    @Test
    void waitsForWhatGivesNoAnswer() {
        answer("");
        assertThatNoException().isThrownBy(() -> reasons(address()).checkProtocol());
    }
}

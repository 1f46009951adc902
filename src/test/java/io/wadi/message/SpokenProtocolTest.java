package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.wadi.security.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route of a user that names a wrong port as Kafka's broker never gets a client, which would read a length of gigabytes. */
class SpokenProtocolTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private static Path folder;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String http() throws IOException {
        return started(HttpServer.create(ANY_PORT, 0));
    }

    private static SSLContext tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        Path own = Files.createTempDirectory(folder, "tls");
        try (InputStream in = Files.newInputStream(Certificate.in(own).keyStore())) {
            keys.load(in, Certificate.PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, Certificate.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private String https() throws Exception {
        HttpsServer https = HttpsServer.create(ANY_PORT, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls()));
        return started(https);
    }

    private String started(HttpServer made) {
        server = made;
        server.start();
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static Properties client(String protocol, String brokers) {
        Properties client = new Properties();
        client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return client;
    }

    @Test
    void aWebServerIsNoKafka() throws Exception {
        String address = http();
        assertThatThrownBy(() -> SpokenProtocol.check(client("PLAINTEXT", "127.0.0.1:1, " + address)))
                .isInstanceOf(KafkaException.class)
                .hasMessage("the server at " + address + " is not Kafka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "SASL_PLAINTEXT"})
    void aPortWithTlsNeedsTls(String protocol) throws Exception {
        try (ServerSocket port = tls().getServerSocketFactory().createServerSocket(0, 50, ANY_PORT.getAddress())) {
            String address = "127.0.0.1:" + port.getLocalPort();
            CompletableFuture<Void> alert = CompletableFuture.runAsync(() -> greet(port));
            assertThatThrownBy(() -> SpokenProtocol.check(client(protocol, address)))
                    .hasMessageStartingWith("the server at " + address + " uses TLS and the client does not");
            alert.get(10, TimeUnit.SECONDS);
        }
    }

    /** Answers what is no TLS by an alert. */
    private static void greet(ServerSocket port) {
        try (Socket client = port.accept()) {
            client.getInputStream().read();
        } catch (IOException expected) {
            return;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL", "SASL_SSL"})
    void aWebServerIsNoKafkaInsideTlsEither(String protocol) throws Exception {
        String address = https();
        assertThatThrownBy(() -> SpokenProtocol.check(client(protocol, address)))
                .hasMessage("the server at " + address + " is not Kafka");
    }

    @Test
    void aBrokerThatIsAwayOrSilentMayStillBeStarting() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            assertThatNoException().isThrownBy(() -> SpokenProtocol.check(client("PLAINTEXT", address)));
            assertThatNoException().isThrownBy(() -> SpokenProtocol.check(client("SSL", "127.0.0.1:1")));
        }
    }

    /** As in a file of a user: neither a producer nor a consumer is made. */
    @ParameterizedTest
    @ValueSource(strings = {"producer", "consumer"})
    void aRouteGetsNoClientForIt(String side) throws Exception {
        String address = http();
        try (CamelContext camel = new DefaultCamelContext()) {
            BoundedClients clients = new BoundedClients();
            clients.setCamelContext(camel);
            Properties properties = client("PLAINTEXT", address);
            assertThatThrownBy(() -> {
                        if (side.equals("producer")) {
                            clients.getProducer(properties);
                        } else {
                            clients.getConsumer(properties);
                        }
                    })
                    .hasMessageContaining("is not Kafka");
        }
    }
}

package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.wadi.failure.StartException;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Real traffic on the loopback interface is captured and stored. */
class LiveCaptureIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void trafficOnLoopbackAppearsInTheTables() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.source", "pcap:live:lo");
        settings.set(
                "wadi.capture.filter",
                "not port " + portOf(settings.text(KafkaSettings.BROKERS)) + " and not port "
                        + portOf(settings.text(DatabaseSettings.URL).replaceAll("/[^/]*$", "")));
        try (Pipeline pipeline = new Pipeline(settings, Stage.all(), TestServers.cache())) {
            startOrSkip(pipeline);
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            try {
                HttpResponse<Void> response = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:"
                                                + server.getAddress().getPort() + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
                assertThat(response.statusCode()).isEqualTo(204);
            } finally {
                server.stop(0);
            }
            askDns("127.0.0.1");
            ping("127.0.0.1");
            awaitRow(database, "protocol = 'HTTP' and name like 'localhost%'");
            awaitRow(database, "protocol = 'DNS' and name = 'wadi.example'");
            awaitRow(database, "transport = 'ICMP' and icmp_type = 8");
            if (hasIpv6()) {
                askDns("::1");
                awaitRow(database, "protocol = 'DNS' and family(src_ip) = 6");
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(pipeline.capture().getDecoded())
                            .isEqualTo(database.queryForObject("select sum(packets) from flows", Long.class)));
        }
    }

    private static void startOrSkip(Pipeline pipeline) throws StartException {
        try {
            pipeline.start();
        } catch (StartException e) {
            assumeTrue(!e.getMessage().contains("cannot be captured by this user"), "this user may not capture on lo");
            assumeTrue(!e.getMessage().contains("There is no interface lo"), "there is no interface lo here");
            throw e;
        }
    }

    private static String portOf(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private static void awaitRow(JdbcTemplate database, String condition) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        database.queryForObject("select count(*) from traffic where " + condition, Long.class))
                .as(condition)
                .isPositive());
    }

    private static void askDns(String server) throws IOException {
        byte[] question = HexFormat.of().parseHex("1234010000010000000000000477616469076578616d706c650000010001");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(server))) {
            socket.send(new DatagramPacket(question, question.length, InetAddress.getByName(server), 53));
        }
    }

    /** The JDK pings for real where the process may open raw sockets, as one that may capture can. */
    private static void ping(String host) throws IOException {
        assertThat(InetAddress.getByName(host).isReachable(5_000)).isTrue();
    }

    private static boolean hasIpv6() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (java.net.SocketException e) {
            return false;
        }
    }
}

package io.wadi.own;

import io.wadi.embedded.EmbeddedServers;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.Settings;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Captures on an interface in its own network namespace, while other datagrams pass and Wadi talks to its servers.
 * Prints what was counted and stored.
 */
final class OwnTrafficMain {

    static final int DATAGRAMS = 500;
    private static final int CALLS = 20;
    private static final Duration LONG = Duration.ofSeconds(60);

    private OwnTrafficMain() {}

    /** Arguments: data directory, interface, setting {@code wadi.capture.own-traffic}. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Settings settings = Settings.load();
        settings.set("wadi.source", "pcap:live:" + args[1]);
        settings.set("wadi.capture.own-traffic", args[2]);
        settings.set("wadi.store.interval-millis", "100");
        Files.createDirectories(folder.resolve("routes.d"));
        Files.writeString(folder.resolve("routes.d/own.camel.yaml"), """
                - route: {id: own, from: {uri: "pcap:live:%s", steps: [log: {loggingLevel: DEBUG, message: x}]}}
                """.formatted(args[1]));
        try (EmbeddedServers servers = EmbeddedServers.start(folder, settings);
                Pipeline pipeline =
                        new Pipeline(settings, Stage.all(), folder).serving().deploying(folder.resolve("routes.d"))) {
            pipeline.start();
            PcapConsumer capture = pipeline.capture();
            Awaitility.await().atMost(LONG).until(() -> pipeline.context().getRoute("own") != null);
            PcapConsumer own = (PcapConsumer) pipeline.context().getRoute("own").getConsumer();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            callConsole();
            sendForeign();
            Awaitility.await().atMost(LONG).until(() -> datagrams(database) == DATAGRAMS);
            // Storing them has made Wadi talk a lot; what it said has been counted or stored by now.
            pipeline.context().getRouteController().suspendRoute("capture");
            long stored = capture.getDecoded();
            Awaitility.await().atMost(LONG).until(() -> count(database, "true") == stored);
            System.out.printf(
                    "received=%d decoded=%d skipped=%d excluded=%d rejected=%d datagrams=%d tcp=%d own=%d%n",
                    capture.getReceived(),
                    capture.getDecoded(),
                    capture.getSkipped(),
                    capture.getExcluded(),
                    capture.getRejected(),
                    datagrams(database),
                    count(database, "transport = 'TCP'"),
                    own.getExcluded());
        }
        System.exit(0);
    }

    private static void callConsole() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < CALLS; i++) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:8080/observe/health"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static void sendForeign() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket receiver = new DatagramSocket(0, loopback);
                DatagramSocket sender = new DatagramSocket(0, loopback)) {
            for (int i = 0; i < DATAGRAMS; i++) {
                sender.send(new DatagramPacket(new byte[40], 40, loopback, receiver.getLocalPort()));
            }
        }
    }

    private static long datagrams(JdbcTemplate database) {
        return count(database, "transport = 'UDP'");
    }

    private static long count(JdbcTemplate database, String condition) {
        return database.queryForObject("select count(*) from traffic where " + condition, Long.class);
    }
}

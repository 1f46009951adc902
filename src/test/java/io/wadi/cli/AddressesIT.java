package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.security.Certificate;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For every address that the server listens on, the printed URL works, and {@code status} finds it. */
class AddressesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static Pipeline start(Settings settings) throws Exception {
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.API), TestServers.cache()).serving();
        pipeline.start();
        return pipeline;
    }

    private static String[] status(Settings settings) {
        return new String[] {
            "status",
            "--set",
            "wadi.http.host=" + settings.get(WebSettings.HOST),
            "--set",
            "wadi.http.port=" + settings.text(WebSettings.PORT)
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "127.0.0.2", "LOCALHOST", "127.0.0.1"})
    void thePrintedAddressCanBeOpened(String host) throws Exception {
        assumeTrue(canListenOn(host), "this machine has no address " + host);
        Settings settings = TestServers.settings();
        settings.set("wadi.http.host", host);
        try (Pipeline pipeline = start(settings)) {
            String address = pipeline.address();
            assertThat(address).matches("http://" + (host.contains(":") ? "\\[" + host + "]" : host) + ":[1-9]\\d+/");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            await().atMost(LONG).untilAsserted(() -> {
                CommandLineRun run = CommandLineRun.of(status(settings));
                assertThat(run.err()).isEmpty();
                assertThat(run.out()).startsWith("Wadi at " + address.replaceAll("/$", "") + " is healthy");
            });
        }
    }

    private static boolean canListenOn(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void underTlsTheAddressSaysSoAndStatusSaysWhatACertificateOfOnesOwnNeeds() throws Exception {
        Certificate certificate = Certificate.in(folder);
        Map<String, String> tls = Map.of(
                "camel.ssl.enabled",
                "true",
                "camel.ssl.keyStore",
                "file:" + certificate.keyStore(),
                "camel.ssl.keystorePassword",
                Certificate.PASSWORD,
                "camel.server.useGlobalSslContextParameters",
                "true");
        Settings settings = TestServers.settings();
        tls.forEach(System::setProperty);
        try (Pipeline pipeline = start(settings)) {
            String address = pipeline.address().replaceAll("/$", "");
            assertThat(address).startsWith("https://127.0.0.1:");
            ChildJvm child = new ChildJvm(folder);
            CommandLineRun stranger = child.run(null, status(settings));
            assertThat(stranger.status()).isEqualTo(1);
            assertThat(stranger.err())
                    .startsWith("wadi: Wadi at " + address + " shows a certificate that this Java does not accept")
                    .contains("-Djavax.net.ssl.trustStore=FILE")
                    .hasLineCount(1);
            CommandLineRun friend = child.run(
                    List.of(
                            "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                            "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD),
                    null,
                    status(settings));
            assertThat(friend.err()).isEmpty();
            assertThat(friend.out()).startsWith("Wadi at " + address + " is ");
        } finally {
            tls.keySet().forEach(System::clearProperty);
        }
    }
}

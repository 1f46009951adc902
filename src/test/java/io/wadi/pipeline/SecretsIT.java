package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.faults.VerboseLog;
import io.wadi.net.FreePort;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a whole pipeline with secrets of every kind, and searches everything that it logs and shows for them. */
class SecretsIT {

    private static final String DATABASE = "dbsecret-4711";
    private static final String URL = "urlsecret-4712";
    private static final String KAFKA = "kafkasecret-4713";
    private static final String HTTP = "httpsecret-4714";
    private static final List<String> SECRETS = List.of(DATABASE, URL, KAFKA, HTTP, base64("olga:" + HTTP));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path folder;

    private static VerboseLog log;
    private static String address;
    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        log = new VerboseLog();
        int port = FreePort.find();
        address = "http://127.0.0.1:" + port;
        pipeline = new Pipeline(settings(port), Stage.all(), TestServers.cache())
                .deploying(Files.createDirectory(folder.resolve("routes.d")))
                .serving();
        pipeline.start();
        pipeline.capture().finished().get();
    }

    private static Settings settings(int port) throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(2_000, 13, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        Path kafka = Files.writeString(
                folder.resolve("client.properties"),
                "ssl.key.password=" + KAFKA + "\nsasl.jaas.config=org.apache.kafka.common.security.plain"
                        + ".PlainLoginModule required username=\"w\" password=\"" + KAFKA + "\";\n");
        Settings settings = TestServers.settings();
        settings.set("wadi.source", "pcap:file:" + sample);
        settings.set("wadi.database.url", settings.text(DatabaseSettings.URL) + "?sslpassword=" + URL);
        settings.set("wadi.database.password", DATABASE);
        settings.set("wadi.kafka.client-properties", kafka.toString());
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", String.valueOf(port));
        settings.set("wadi.http.user", "olga");
        settings.set("wadi.http.password", HTTP);
        settings.set("wadi.http.requests-per-second", "100000");
        return settings;
    }

    /** The log of the whole life, the end included. */
    @AfterAll
    static void theLogHasNone() {
        pipeline.close();
        log.close();
        assertThat(log.lines()).as("verbose log").hasSizeGreaterThan(100).noneMatch(SecretsIT::hasSecret);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                request.header("Authorization", "Basic " + base64("olga:" + HTTP))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
        return response.body();
    }

    private static String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private static String jolokia(Object request) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "/hawtio/jolokia"))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(request))));
    }

    @Test
    void pagesShowNone() throws Exception {
        for (String page : List.of(
                "/observe/health",
                "/observe/health/ready",
                "/observe/metrics",
                "/api/capture",
                "/api/consumers",
                "/api/openapi.json",
                "/hawtio/user",
                "/hawtio/hawtconfig.json")) {
            assertThat(get(page)).as(page).isNotBlank().doesNotContain(SECRETS);
        }
    }

    /** Every attribute of every MBean, as far as Jolokia gives them out. */
    @Test
    void jolokiaShowsNone() throws Exception {
        JsonNode names =
                JSON.readTree(jolokia(new Request("search", "*:*", null))).get("value");
        int read = 0;
        for (JsonNode name : names) {
            String answer = jolokia(new Request("read", name.asText(), new Config(true)));
            assertThat(answer).as(name.asText()).doesNotContain(SECRETS);
            read += JSON.readTree(answer).path("status").asInt() == 200 ? 1 : 0;
        }
        assertThat(read).as("readable MBeans").isGreaterThan(100);
    }

    private record Config(boolean ignoreErrors) {}

    private record Request(String type, String mbean, Config config) {}

    @Test
    void routesAreShownWithoutThem() throws Exception {
        String context = "org.apache.camel:context=wadi,name=\"wadi\",type=context";
        String answer = jolokia(new Exec("exec", context, "dumpRoutesAsXml()"));
        assertThat(answer).contains("store-flows").doesNotContain(SECRETS);
    }

    private record Exec(String type, String mbean, String operation) {}

    private static boolean hasSecret(String line) {
        return SECRETS.stream().anyMatch(line::contains);
    }
}

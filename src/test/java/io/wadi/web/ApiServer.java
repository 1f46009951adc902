package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.PagesDatabase;
import io.wadi.net.FreePort;
import io.wadi.pipeline.ApiBeans;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.postgresql.ds.PGSimpleDataSource;

/** The routes of the API and the page in a separate server. */
public final class ApiServer implements AutoCloseable {

    /** Who acknowledges where a request does not say. */
    static final String USER = "olga";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Main main = new Main();
    private final int port = FreePort.find();
    private final HikariDataSource database;

    private ApiServer(Settings settings) {
        database = PagesDatabase.open(settings, false);
        settings.set(WebSettings.USER, USER);
        ApiBeans.of(settings, database, writing(settings)).forEach(main::bind);
        main.setDefaultPropertyPlaceholderLocation("classpath:application.properties");
        main.setOverrideProperties(properties(settings));
        main.configure().withRoutesIncludePattern("classpath:routes/api*.camel.yaml");
    }

    /** What the pipeline stores with, which may write. */
    static PGSimpleDataSource writing(Settings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return source;
    }

    private Properties properties(Settings settings) {
        Properties properties = settings.properties();
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.port", String.valueOf(port));
        properties.setProperty("camel.management.enabled", "false");
        properties.setProperty("camel.metrics.enabled", "false");
        return properties;
    }

    /** Starts a server on the database that the settings name, which need not be there. */
    public static ApiServer start(Settings settings) throws Exception {
        ApiServer server = new ApiServer(settings);
        server.main.start();
        Pages.mount(server.main.getCamelContext());
        return server;
    }

    /** Where the page is. */
    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The rows of an answer. */
    public JsonNode rows(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get("api/" + path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body()).get("rows");
    }

    @Override
    public void close() {
        main.stop();
        database.close();
    }
}

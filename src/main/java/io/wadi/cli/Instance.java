package io.wadi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.Reasons;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import io.wadi.web.HttpUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running Wadi, read by its pages under {@code /observe} and its API. */
final class Instance {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Far more than the pages have. */
    private static final int MOST_BYTES = 32 << 20;

    private static final String LIVE = "/observe/health/live";
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /** HTTP/1.1, because the JDK's client and the server sometimes lose a request after an upgrade to HTTP/2. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Duration patience;
    private final String address;
    private final String credentials;

    /**
     * Connects to the instance at the address in the settings, and to localhost for {@code 0.0.0.0}. The page that
     * needs no password tells whether it uses TLS.
     */
    Instance(Settings settings) throws InterruptedException {
        this(settings, PATIENCE);
    }

    /** Waits no longer than {@code patience} for each page. */
    Instance(Settings settings, Duration patience) throws InterruptedException {
        this.patience = patience;
        String user = settings.get(WebSettings.USER);
        credentials = user.isEmpty() ? "" : user + ":" + settings.get(WebSettings.PASSWORD);
        String plain = HttpUrl.of("http", settings);
        address = speaks(plain) ? plain : tls(HttpUrl.of("https", settings), plain);
    }

    private String tls(String secured, String plain) throws InterruptedException {
        try {
            send(secured + LIVE, "");
            return secured;
        } catch (IOException e) {
            if (!isAboutTheCertificate(e)) {
                return plain;
            }
            throw new CommandException("Wadi at " + secured + " shows a certificate that this Java does not accept ("
                    + Reasons.of(e) + "). If the certificate is self-signed, put it into a trust store and set "
                    + "WADI_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE. If it is for another host name, give that "
                    + "name with --set wadi.http.host=NAME");
        }
    }

    /** The handshake also fails if the server does not use TLS. */
    private static boolean isAboutTheCertificate(IOException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(GeneralSecurityException.class::isInstance);
    }

    private boolean speaks(String plain) throws InterruptedException {
        try {
            send(plain + LIVE, "");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The URL of the instance. */
    String address() {
        return address;
    }

    /** The results of its health checks. */
    JsonNode health() throws InterruptedException {
        try {
            JsonNode health = new ObjectMapper().readTree(get("/observe/health"));
            if (health.path("status").isTextual()) {
                return health;
            }
        } catch (JsonProcessingException e) {
            // The exception below explains it.
        }
        throw new CommandException("The server at " + address + " is not Wadi: its health page reports no status");
    }

    /** Its counters. */
    List<MetricSample> figures() throws InterruptedException {
        return MetricSample.parse(get("/observe/metrics"));
    }

    /**
     * The totals of the traffic of the last hour.
     *
     * @param filter which flows count
     */
    JsonNode totals(String filter) throws InterruptedException {
        String query = "/api/totals?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        try {
            JsonNode answer = new ObjectMapper().readTree(get(query));
            if (answer.has("error")) {
                throw new CommandException(answer.get("error").asText());
            }
            return answer.at("/rows/0");
        } catch (JsonProcessingException e) {
            throw new CommandException("The server at " + address + " is not Wadi: its answer is not JSON");
        }
    }

    private String get(String page) throws InterruptedException {
        try {
            Answer answer = send(address + page, credentials);
            if (answer.status() == UNAUTHORIZED) {
                throw new CommandException("Wadi at " + address
                        + " requires a password: set wadi.http.user and wadi.http.password to its values");
            }
            if (answer.status() == NOT_FOUND && page.startsWith("/api/")) {
                throw new CommandException("Wadi at " + address + " runs without stage api, which answers filters");
            }
            if (answer.status() == NOT_FOUND) {
                throw new CommandException("The server at " + address + " has no page " + page + ": it is not Wadi");
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandException("No Wadi answers at " + address
                    + ": start one, or give its address with --set wadi.http.host=… and --set wadi.http.port=…");
        }
    }

    /** A page, or the beginning of one that is too long. */
    private record Answer(int status, String body) {}

    /**
     * Waits for the whole page, by a clock that cannot be set. The client's own time-outs end before the body, and
     * follow the wall clock before JDK 21.
     */
    private Answer send(String url, String login) throws IOException, InterruptedException {
        FutureTask<Answer> answer = new FutureTask<>(() -> read(url, login));
        Thread thread = new Thread(answer, "page");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Answer read(String url, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!login.isEmpty()) {
            byte[] plain = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }
}

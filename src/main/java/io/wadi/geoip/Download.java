package io.wadi.geoip;

import io.wadi.failure.FileReason;
import io.wadi.settings.DiskSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads one file over HTTP. */
final class Download {

    /** What became of it. */
    enum Outcome {
        FETCHED,
        UNCHANGED,
        MISSING
    }

    /** The largest City database that is sold has a tenth of it. */
    static final long MAX_BYTES = 4L << 30;

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration WHOLE = Duration.ofMinutes(30);
    private static final int MAX_REDIRECTS = 5;

    private final URI origin;
    private final Optional<String> login;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * Prepares a download.
     *
     * @param login {@code user:password} for the host of the address, and only for it: MaxMind redirects to a store of files
     *     that would refuse it
     */
    Download(URI origin, Optional<String> login) {
        this.origin = origin;
        this.login = login;
    }

    /**
     * Downloads into a file.
     *
     * @param since the file is unchanged if the server has had the same one since then
     * @throws GeoIpUpdateException with the reason
     */
    Outcome to(Path file, Optional<Instant> since) throws InterruptedException {
        FutureTask<Outcome> task = new FutureTask<>(() -> follow(file, since));
        Thread thread = new Thread(task, "geoip-download");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failed("takes longer than " + WHOLE.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GeoIpUpdateException known ? known : explained(e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    private Outcome follow(Path file, Optional<Instant> since) throws IOException, InterruptedException {
        URI next = origin;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<InputStream> response = client.send(request(next, since), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                Optional<String> location = response.headers().firstValue("Location");
                if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                    return take(response.statusCode(), body, file);
                }
                URI target = next.resolve(location.get());
                if (next.getScheme().equals("https") && !"https".equals(target.getScheme())) {
                    throw failed("redirects to an address without encryption");
                }
                next = target;
            }
        }
        throw failed("redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpRequest request(URI uri, Optional<Instant> since) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(WHOLE);
        since.map(time -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)))
                .ifPresent(time -> request.header("If-Modified-Since", time));
        if (uri.getAuthority().equals(origin.getAuthority())) {
            login.map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                    .ifPresent(text -> request.header("Authorization", "Basic " + text));
        }
        return request.build();
    }

    private Outcome take(int status, InputStream body, Path file) throws IOException {
        switch (status) {
            case 200 -> copy(body, file);
            case 304 -> {
                return Outcome.UNCHANGED;
            }
            case 404 -> {
                return Outcome.MISSING;
            }
            case 401, 403 ->
                throw failed("refuses the login (HTTP " + status + ")"
                        + (login.isPresent() ? ": check wadi.geoip.account and wadi.geoip.licence-key" : ""));
            case 429 -> throw failed("allows no more downloads today (HTTP 429)");
            default -> throw failed("answers with HTTP " + status);
        }
        return Outcome.FETCHED;
    }

    private void copy(InputStream body, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Limited.copy(body, out, MAX_BYTES);
        } catch (IOException e) {
            String reason = DiskSpace.reason(e, file.getParent());
            if (reason.equals(FileReason.of(e))) {
                throw e;
            }
            throw notWritten(reason);
        }
    }

    private static GeoIpUpdateException notWritten(String reason) {
        return new GeoIpUpdateException("The download cannot be written: " + reason);
    }

    private GeoIpUpdateException explained(Throwable cause) {
        if (cause instanceof FileSystemException failure) {
            return notWritten(FileReason.of(failure));
        }
        if (cause instanceof ConnectException) {
            return failed("cannot be reached");
        }
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return failed("stopped: " + words);
    }

    private GeoIpUpdateException failed(String how) {
        return new GeoIpUpdateException("The download from " + origin + " " + how);
    }
}

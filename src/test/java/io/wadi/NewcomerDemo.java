package io.wadi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Starts {@code wadi demo}, opens its dashboard, waits for figures, and stops it. */
final class NewcomerDemo {

    private static final String DASHBOARD = "wadi: dashboard at ";

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Pattern FIGURES = Pattern.compile("\"packets\":[1-9]");

    private NewcomerDemo() {}

    /** The arguments of a demo that needs no port of its own. */
    static List<String> command(String wadi) {
        return List.of(wadi, "demo", "--set", "wadi.http.port=0");
    }

    /**
     * Runs a command that becomes the demo, and prints how long the newcomer waited for the page and for what it shows.
     *
     * @param from a word for where the demo came from
     * @param began when the newcomer began, by {@link System#nanoTime()}
     */
    static void show(ProcessBuilder builder, String from, long began) throws Exception {
        Process demo = builder.redirectErrorStream(true).start();
        try (BufferedReader said = demo.inputReader(UTF_8)) {
            demo.getOutputStream().close();
            String address = address(said);
            assertThat(page(address)).contains("<title>Wadi");
            double opened = (System.nanoTime() - began) / 1e9;
            await().atMost(LONG).until(() -> FIGURES.matcher(page(address + "api/totals?last=1h"))
                    .find());
            double filled = (System.nanoTime() - began) / 1e9;
            System.out.printf("from the %s to the dashboard: %.1f s; to its figures: %.1f s%n", from, opened, filled);
            demo.toHandle().destroy();
            said.lines().forEach(line -> {});
            assertThat(demo.waitFor()).isZero();
        } finally {
            demo.destroyForcibly();
        }
    }

    private static String address(BufferedReader said) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(DASHBOARD)) {
                return line.substring(DASHBOARD.length());
            }
            lines.add(line);
        }
        throw new AssertionError("the demo ended: " + String.join("\n", lines));
    }

    private static String page(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }
}

package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The system's Chromium, driven over its DevTools protocol. */
public final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;

    private Chromium(Path program) throws Exception {
        Path profile = Files.createTempDirectory("chromium");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        URI devTools = devTools(process.inputReader());
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + devTools.getAuthority() + "/json/list"))
                .build();
        String pages = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
        String page = JSON.readTree(pages).get(0).get("webSocketDebuggerUrl").asText();
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page), new Listener())
                .get();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Log.enable", Map.of());
        call("Runtime.enable", Map.of());
    }

    /** Where it is installed, if it is. */
    public static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start(Path program) throws Exception {
        return new Chromium(program);
    }

    private static URI devTools(BufferedReader output) throws Exception {
        CompletableFuture<URI> found = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                output.lines()
                        .filter(line -> line.contains("DevTools listening on "))
                        .forEach(line -> found.complete(URI.create(line.substring(line.indexOf("ws://")))));
            } catch (UncheckedIOException e) {
                found.completeExceptionally(e); // The browser has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).get();
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Sets the size of the window, and the theme that the system is to have. */
    public void look(int width, int height, String theme) throws Exception {
        call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", theme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    public void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of a JavaScript expression; of what it promises, where it promises something. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** Presses a key where the focus is. */
    public void press(String key) throws Exception {
        int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27).get(key);
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> event =
                    new HashMap<>(Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
            if (key.equals("Enter") && type.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** Saves a picture of the whole page. */
    public void screenshot(Path file) throws Exception {
        JsonNode picture = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
    }

    /** The addresses that pages asked for since the start. */
    public List<String> requests() {
        return requests;
    }

    /** What the browser complained of since the start: errors, and what the page's policy forbids. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void receive(String message) {
            JsonNode json;
            try {
                json = JSON.readTree(message);
            } catch (IOException e) {
                complaints.add(e.toString());
                return;
            }
            if (json.has("id")) {
                calls.remove(json.get("id").asInt()).complete(json.has("error") ? json : json.get("result"));
                return;
            }
            switch (json.path("method").asText()) {
                case "Network.requestWillBeSent" ->
                    requests.add(json.at("/params/request/url").asText());
                case "Log.entryAdded" -> complaints.add(json.at("/params/entry").toString());
                case "Runtime.exceptionThrown" ->
                    complaints.add(json.at("/params/exceptionDetails").toString());
                default -> {}
            }
        }
    }
}

package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.wadi.web.Answers.Answer;
import io.wadi.web.OpenApi.Described;
import io.wadi.web.OpenApi.Parameter;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the answers of running servers with the description of the API, from which the page's types are generated.
 * Every answer conforms to it, and every described answer occurs.
 */
class OpenApiIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OpenApi API = OpenApi.load();
    private static final String RANGE = "from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z";
    private static final String ACKNOWLEDGE = "/api/alerts/{id}/acknowledge";

    @TempDir
    private static Path folder;

    private static final Answers ANSWERS = new Answers();

    @BeforeAll
    static void ask() throws Exception {
        askWhereAllIsWell();
        askWhereTheDatabaseFails();
        askTheGate();
    }

    private static void askWhereAllIsWell() throws Exception {
        Settings settings = settings();
        Set<Stage> stages = EnumSet.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS, Stage.API);
        try (Pipeline pipeline = new Pipeline(settings, stages, TestServers.cache()).serving()) {
            pipeline.start();
            String server = pipeline.address();
            awaitFigures(server);
            JdbcTemplate database = new JdbcTemplate(ApiServer.writing(settings));
            acknowledgeAll(server, alert(database, "null"), alert(database, "now()"));
            alert(database, "now()");
            ViewRequests.askAll(ANSWERS, server, database);
            database.update("insert into exporter_minutes values ('0f0e0d0c-0b0a-0908-0706-050403020100', 1,"
                    + " '2026-01-01 00:00', '192.0.2.7', 50000, 'r7', 'v9', 7, 96, 960, 4, 0, 1, 2, 0, 100, -5)");
            List<String> hosts = database.queryForList("select host(ip) from hosts_now", String.class);
            database.update(
                    "insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol,"
                            + " packets, bytes, first_seen, last_seen, in_interface, in_interface_name, out_interface)"
                            + " values (date_trunc('minute', now()) - interval '5 min', '192.0.2.1', '192.0.2.2', 1, 2, 'UDP',"
                            + " 'r7', 'UDP', 1, 60, now(), now(), 3, 'eth3', 4)");
            for (String path : queries()) {
                askSensibly(server, path, hosts);
                askNonsense(server, path);
            }
        }
    }

    private static Settings settings() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture().write(out);
        }
        Path networks = Files.writeString(
                folder.resolve("networks.csv"), "network,name,role,site\n0.0.0.0/0,all,clients,Berlin\n");
        Settings settings = TestServers.settings();
        settings.set("wadi.networks.list", networks.toString());
        settings.set("wadi.source", "pcap:file:" + capture);
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        settings.set("wadi.http.requests-per-second", "100000");
        return settings;
    }

    private static void awaitFigures(String server) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode capture = ANSWERS.get(server, "/api/capture", "").json().at("/captures/0");
            assertThat(capture.path("received").asLong()).isEqualTo(SampleCapture.DEFAULT_PACKETS);
            assertThat(capture.path("skipped_kinds").path("ARP").asLong())
                    .isPositive()
                    .isEqualTo(capture.path("skipped").asLong());
            assertThat(ANSWERS.get(server, "/api/consumers", "").json().get("rows"))
                    .hasSize(2)
                    .allMatch(row -> row.get("packets").equals(capture.get("decoded")));
            assertThat(ANSWERS.get(server, "/api/capture", "").json().get("lag"))
                    .hasSize(2);
        });
    }

    private static long alert(JdbcTemplate database, String closedAt) {
        return database.queryForObject(
                "insert into alerts (detection, severity, subject, title, opened_at, updated_at, last_seen, closed_at,"
                        + " score, evidence) values ('own', 'low', 'a', 't', now(), now(), now(), " + closedAt
                        + ", 1.5, '{\"seen\": [1, null]}') returning id",
                Long.class);
    }

    /** Every path that is asked by GET. */
    private static Set<String> queries() {
        Set<String> paths = new TreeSet<>();
        API.all().stream().filter(each -> each.method().equals("GET")).forEach(each -> paths.add(each.path()));
        return paths;
    }

    private static void askSensibly(String server, String path, List<String> hosts) throws Exception {
        List<Parameter> parameters = API.parameters(path);
        if (parameters.contains(new Parameter("host", true))) {
            for (String host : hosts) {
                ANSWERS.get(server, path, RANGE + "&host=" + host);
            }
            return;
        }
        if (parameters.contains(new Parameter("probe", true))) {
            ANSWERS.get(server, path, "last=1h&probe=r7");
            return;
        }
        ANSWERS.get(server, path, parameters.isEmpty() ? "" : RANGE);
        for (Parameter parameter : parameters) {
            String value = ParameterValues.SENSIBLE.getOrDefault(parameter.name(), hosts.get(0));
            switch (parameter.name()) {
                case "from", "to" -> {}
                case "last" -> ANSWERS.get(server, path, "last=" + value);
                case "probe", "once" -> ANSWERS.get(server, path, "last=1h&" + parameter.name() + "=" + value);
                case "interface" -> ANSWERS.get(server, path, "last=1h&probe=r7&interface=" + value);
                default -> ANSWERS.get(server, path, RANGE + "&" + parameter.name() + "=" + value);
            }
        }
    }

    private static void askNonsense(String server, String path) throws Exception {
        for (Parameter parameter : API.parameters(path)) {
            String value = ParameterValues.NONSENSE.get(parameter.name());
            assertThat(value).as("nonsense for parameter " + parameter.name()).isNotNull();
            ANSWERS.get(server, path, parameter.name() + "=" + value);
            ANSWERS.get(server, path, "last=1h&last=1h");
            ANSWERS.get(server, path, "unknown=1");
        }
    }

    private static void acknowledgeAll(String server, long open, long closed) throws Exception {
        for (Object id : new Object[] {open, open, closed, closed + 100, "none"}) {
            ANSWERS.send(acknowledgement(server, id).header("Content-Type", "application/json"), ACKNOWLEDGE);
        }
        ANSWERS.send(acknowledgement(server, open), ACKNOWLEDGE);
        ANSWERS.send(acknowledgement(server, open).header("Sec-Fetch-Site", "cross-site"), ACKNOWLEDGE);
    }

    private static HttpRequest.Builder acknowledgement(String server, Object id) {
        return HttpRequest.newBuilder(URI.create(server + "api/alerts/" + id + "/acknowledge"))
                .POST(BodyPublishers.ofString("{\"by\": \"olga\"}"));
    }

    /** One that does not answer, and one without tables. */
    private static void askWhereTheDatabaseFails() throws Exception {
        Settings away = Settings.load();
        away.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/none");
        for (Settings settings : List.of(away, TestServers.settings())) {
            try (ApiServer server = ApiServer.start(settings)) {
                askAtOnce(server.url());
                ANSWERS.send(acknowledgement(server.url(), 1).header("Content-Type", "application/json"), ACKNOWLEDGE);
                ANSWERS.send(ViewRequests.of(server.url(), ViewRequests.save("a", "b")), ViewRequests.PATH);
            }
        }
    }

    /** Because each waits until it is clear that it gets no connection. */
    private static void askAtOnce(String server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Answer>> questions = queries().stream()
                    .map(path -> (Callable<Answer>) () -> ANSWERS.get(server, path, required(path)))
                    .toList();
            for (Future<Answer> answer : threads.invokeAll(questions)) {
                answer.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String required(String path) {
        List<Parameter> parameters = API.parameters(path);
        String host = parameters.contains(new Parameter("host", true)) ? "host=10.0.0.1" : "";
        return parameters.contains(new Parameter("probe", true)) ? "probe=r7" : host;
    }

    /** What stands before every path answers, whatever is behind it. */
    private static void askTheGate() throws Exception {
        Path users = Files.writeString(folder.resolve("users"), TestUsers.VERA + ":country = DE\n");
        try (TestServer locked = TestServer.open();
                TestServer part = new TestServer(Map.of("wadi.http.users", users.toString())).start();
                TestServer open = new TestServer(Map.of("wadi.http.max-body-bytes", "1")).start();
                TestServer slow = new TestServer(Map.of("wadi.http.requests-per-second", "1")).start()) {
            for (Described each : API.all()) {
                switch (each.status()) {
                    case 401 -> ANSWERS.raw(locked.port(), each, "localhost");
                    case 403 -> askForPart(part, each);
                    case 413 -> tooLong(open.uri("/").toString(), each);
                    case 421 -> ANSWERS.raw(open.port(), each, "evil.example");
                    case 429 ->
                        await().pollInterval(Duration.ofMillis(1))
                                .atMost(PATIENCE)
                                .until(() -> ANSWERS.raw(slow.port(), each, "evil.example")
                                        .described()
                                        .equals(each));
                    default -> {}
                }
            }
        }
    }

    private static void askForPart(TestServer server, Described each) throws Exception {
        if (each.method().equals("GET")) {
            ANSWERS.send(
                    server.request(each.path()).header("Authorization", TestServer.basic("vera", "viewer-word")),
                    each.path());
        }
    }

    private static void tooLong(String server, Described each) throws Exception {
        ANSWERS.send(acknowledgement(server, 1).header("Content-Type", "application/json"), each.path());
    }

    @Test
    void everyAnswerIsAsDescribed() {
        for (Answer answer : ANSWERS.all()) {
            assertThat(API.problems(answer.described(), answer.type(), answer.body()))
                    .as(answer.described() + " to " + answer.request() + ": " + answer.body())
                    .isEmpty();
        }
    }

    @Test
    void everyAnswerThatIsDescribedWasGiven() {
        Set<Described> given = new TreeSet<>();
        ANSWERS.all().forEach(answer -> given.add(answer.described()));
        // It asks nobody who could fail.
        given.add(new Described("GET", "/api/capture", 500));
        assertThat(given).containsAll(API.all());
    }

    /** Else a column that is always null would be of any type. */
    @Test
    void everyColumnHadAValue() throws Exception {
        for (String path : queries()) {
            Set<String> filled = new TreeSet<>();
            for (Answer answer : ANSWERS.all()) {
                if (answer.described().equals(new Described("GET", path, 200))) {
                    answer.json().path("rows").forEach(row -> row.properties().stream()
                            .filter(column -> !column.getValue().isNull())
                            .forEach(column -> filled.add(column.getKey())));
                }
            }
            assertThat(filled).as(path).containsAll(API.columns(path));
        }
    }

    /** The page asks by the names that its types are generated under. */
    @Test
    void operationsAreCalledAsTheirPaths() {
        assertThat(API.all())
                .filteredOn(each -> each.method().equals("GET") && !each.path().endsWith(".json"))
                .allMatch(each -> each.path().equals("/api/" + API.operationId(each)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"packets\": 1 | \"packets\": \"1\" | string found",
                "\"packets\": 1 | \"packets\": -1 | minimum",
                "\"packets\": 1 | \"frames\": 1 | required",
                "\"bytes\": 2 | \"bytes\": 2, \"more\": 3 | additional",
                "\"time\": \"2026-01-01T00:00:00Z\" | \"time\": \"yesterday\" | date-time",
                "\"grain\": \"minute\" | \"grain\": \"week\" | enum",
            })
    void theCheckSeesWhatIsWrong(String right, String wrong, String problem) {
        Described described = new Described("GET", "/api/bytes-by-time", 200);
        String answer = "{\"range\": {\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-01T01:00:00Z\","
                + " \"grain\": \"minute\", \"grain_by_time\": \"minute\", \"bucket_seconds\": 60,"
                + " \"window_seconds\": 60},"
                + " \"rows\": [{\"time\": \"2026-01-01T00:00:00Z\", \"protocol\": null, \"packets\": 1, \"bytes\": 2}]}";
        assertThat(answer).contains(right);
        assertThat(API.problems(described, "application/json", answer)).isEmpty();
        assertThat(API.problems(described, "application/json", answer.replace(right, wrong)))
                .isNotEmpty()
                .anyMatch(each -> each.contains(problem));
        assertThat(API.problems(described, "text/html", answer)).isNotEmpty();
    }
}

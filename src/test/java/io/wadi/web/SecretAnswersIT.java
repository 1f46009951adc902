package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes with secrets at all places; each role reads all attributes, and executes what dumps routes. */
class SecretAnswersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTEXT = "org.apache.camel:context=wadi,type=context,name=\"wadi\"";
    private static final String ROUTE = "org.apache.camel:context=wadi,type=routes,name=\"secretive\"";
    /** Each secret has it. */
    private static final String PLANTED = "Plant3d";

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(Map.of(
                "wadi.http.users",
                Files.writeString(folder.resolve("users"), TestUsers.FILE).toString(),
                "wadi.http.user",
                TestServer.USER,
                "wadi.http.password",
                "Http" + PLANTED,
                "wadi.http.requests-per-second",
                "100000",
                "my.secret",
                "Property" + PLANTED,
                "my.webhook-token",
                "Hook" + PLANTED,
                "my.slack-webhook",
                "http://localhost:1/services/" + PLANTED + "/B?sig=Sig" + PLANTED));
        server.bind("leaky-check", new AbstractHealthCheck("own", "leaky") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                builder.message("Failed: http://localhost:1/services/" + PLANTED + "/B?sig=Sig" + PLANTED)
                        .down();
            }
        });
        server.main().configure().addRoutesBuilder(routes());
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String http(String secret) {
        return "http://localhost:1/?authMethod=Basic&authPassword=" + secret + "&authUsername=u&lazyStartProducer=true";
    }

    private static String raw(String name) {
        return http("RAW(" + name + PLANTED + ")");
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel(raw("Dead")));
                from("platform-http:/own/crm")
                        .routeId("own-path")
                        .setHeader("X-Api-Key", constant("Key" + PLANTED))
                        .setHeader("X-Auth-Token", constant("{{my.webhook-token}}"))
                        .setHeader("X-Plain", constant("plain"))
                        .setHeader("Set-Cookie", constant("a=b"))
                        .setBody(constant("answer"));
                from("direct:a")
                        .routeId("secretive")
                        .routeProperty("password", "Route" + PLANTED)
                        .setHeader("Authorization", constant("Bearer Bearer" + PLANTED))
                        .setHeader("X-Api-Key", constant("Key" + PLANTED))
                        .setHeader("Proxy-Authorization", simple("Basic Proxy" + PLANTED + "${body}"))
                        .setProperty("password", constant("Exchange" + PLANTED))
                        .setVariable("client-secret", constant("Variable<&\"" + PLANTED))
                        .setHeader("note", constant("{{my.secret}}"))
                        .setHeader("other", simple("{{my.secret}}"))
                        .setHeader("third", simple("Bearer Any" + PLANTED))
                        .to(raw("To"))
                        .to(http("RAW(Paren)the)sis" + PLANTED + ")"))
                        .to(http("Plain%20" + PLANTED))
                        .to(http("RAW({{my.secret}})"))
                        .to("http://localhost:1/{{my.webhook-token}}?lazyStartProducer=true")
                        .to("{{my.slack-webhook}}&lazyStartProducer=true")
                        .toD(raw("ToD") + "&httpMethod=${header.method}")
                        .toD(http("RAW({{my.secret}})") + "&httpMethod=${header.method}")
                        .toD(http("Quote\"<>" + PLANTED) + "&httpMethod=${header.method}")
                        .wireTap(raw("Wire") + "&httpMethod=${header.method}")
                        .enrich(raw("Enrich"))
                        .pollEnrich("file:target?idempotentKey=x&include=" + "none&exchangePattern=InOnly", 1)
                        .recipientList(constant(raw("List")))
                        .routingSlip(constant(raw("Slip")))
                        .to("kafka:t?brokers=localhost:1&lazyStartProducer=true&saslMechanism=PLAIN"
                                + "&saslJaasConfig=RAW(org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"u\" password=\"Jaas" + PLANTED + "\";)");
            }
        };
    }

    @Test
    void noHealthCheckHasOne() throws Exception {
        HttpResponse<String> health = server.send(server.request("/observe/health")
                .header("Authorization", TestServer.basic("vera", TestUsers.PASSWORDS.get("vera"))));
        assertThat(health.body()).contains("leaky", "Failed: ").doesNotContain(PLANTED);
    }

    /** Camel answers with all headers of the message, also with those that a step has set for another server. */
    @Test
    void noAnswerOfAnOwnPathHasOne() throws Exception {
        HttpResponse<String> answer = server.send(server.request("/own/crm")
                .header("Authorization", TestServer.basic("vera", TestUsers.PASSWORDS.get("vera"))));
        assertThat(answer.body()).isEqualTo("answer");
        assertThat(answer.headers().map()).containsKeys("x-plain", "set-cookie");
        assertThat(answer.headers().toString()).doesNotContain(PLANTED);
    }

    /** Hawtio shows no endpoint if it cannot read one of those that it lists. */
    @Test
    void whatIsListedWithAMaskCanBeRead() throws Exception {
        List<String> masked = names("vera").stream()
                .filter(name -> name.contains(SecretMask.MASK))
                .toList();
        assertThat(masked).hasSizeGreaterThan(1);
        List<Map<String, Object>> requests = masked.stream()
                .map(name -> Map.<String, Object>of("type", "read", "mbean", name))
                .toList();
        for (JsonNode answer : JSON.readTree(send("vera", requests).body())) {
            assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.toString()).doesNotContain(PLANTED);
        }
    }

    /** Many lists of all MBeans would not fit into memory together. */
    @Test
    void aLongListOfRequestsIsAnsweredUpToALimit() throws Exception {
        List<Map<String, String>> requests = Collections.nCopies(200, Map.of("type", "list"));
        JsonNode answers = JSON.readTree(send("vera", requests).body());
        assertThat(answers).hasSize(200);
        assertThat(answers.get(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.get(199).path("status").asInt()).isEqualTo(413);
        assertThat(answers.toString()).doesNotContain(PLANTED).contains("ask for less at a time");
    }

    private static HttpResponse<String> send(String user, Object request) throws Exception {
        String password = TestUsers.PASSWORDS.get(user);
        return server.send(server.request("/hawtio/jolokia")
                .header("Authorization", TestServer.basic(user, password))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(request))));
    }

    private static JsonNode value(String user, Object request) throws Exception {
        HttpResponse<String> response = send(user, request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).as("%s", request).doesNotContain(PLANTED);
        return JSON.readTree(response.body()).path("value");
    }

    private static List<String> names(String user) throws Exception {
        List<String> names = new ArrayList<>();
        value(user, Map.of("type", "search", "mbean", "*:*")).forEach(name -> names.add(name.asText()));
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "otto", "ada"})
    void noAttributeHasOne(String user) throws Exception {
        List<String> problems = new ArrayList<>();
        int read = 0;
        for (String name : names(user)) {
            Map<String, Object> request =
                    Map.of("type", "read", "mbean", name, "config", Map.of("ignoreErrors", true, "maxDepth", 8));
            JsonNode answer = JSON.readTree(send(user, request).body());
            answer.path("value").fields().forEachRemaining(field -> {
                if (field.toString().contains(PLANTED)) {
                    problems.add(name + " " + field);
                }
            });
            read += answer.path("status").asInt() == 200 ? 1 : 0;
        }
        assertThat(problems).isEmpty();
        assertThat(read).as("readable MBeans").isGreaterThan(50);
    }

    /** One attribute is read without its neighbours, such as the name of the header. */
    @Test
    void noExpressionHasOne() throws Exception {
        for (String name : names("vera")) {
            if (name.contains("type=processors")) {
                value("vera", Map.of("type", "read", "mbean", name, "attribute", "Expression"));
                value("vera", Map.of("type", "read", "mbean", name, "attribute", List.of("ModelLabel", "Uri")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "otto", "ada"})
    void noDumpHasOne(String user) throws Exception {
        List<String> problems = new ArrayList<>();
        Set<String> allowed = new TreeSet<>();
        for (String mbean : List.of(CONTEXT, ROUTE)) {
            for (String operation : dumps(mbean)) {
                List<Object> arguments = new ArrayList<>();
                Pattern.compile("boolean|String")
                        .matcher(operation)
                        .results()
                        .forEach(type -> arguments.add(type.group().equals("boolean") ? true : "x"));
                String answer = send(user, exec(mbean, operation, arguments)).body();
                if (answer.contains(PLANTED)) {
                    problems.add(operation + " of " + mbean + ": " + answer);
                }
                if (answer.contains("\"status\":200")) {
                    allowed.add(operation);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(allowed)
                .contains(
                        "dumpRoutesAsXml()",
                        "dumpRouteAsXml()",
                        "dumpRoutesStatsAsXml(boolean,boolean)",
                        "dumpRouteStatsAsXml(boolean,boolean)")
                .doesNotContain(
                        "dumpRoutesAsXml(boolean)", "dumpRouteAsXml(boolean)", "dumpRouteAsXml(boolean,boolean)");
    }

    private static Map<String, Object> exec(String mbean, String operation, List<Object> arguments) {
        return Map.of("type", "exec", "mbean", mbean, "operation", operation, "arguments", arguments);
    }

    /** All dumps of an MBean, allowed or not. */
    private static List<String> dumps(String mbean) throws Exception {
        String path = mbean.replaceFirst(":", "/").replace("context=wadi,", "context=wadi,");
        JsonNode operations = value("ada", Map.of("type", "list", "path", path.replace("!", "!!")))
                .path("op");
        List<String> all = new ArrayList<>();
        operations.fields().forEachRemaining(operation -> {
            if (operation.getKey().startsWith("dump")) {
                overloads(operation.getValue()).forEach(arguments -> all.add(operation.getKey() + arguments));
            }
        });
        assertThat(all).hasSizeGreaterThan(5);
        return all;
    }

    private static Stream<String> overloads(JsonNode described) {
        List<String> signatures = new ArrayList<>();
        for (JsonNode one : described.isArray() ? described : List.of(described)) {
            List<String> types = new ArrayList<>();
            one.path("args").forEach(argument -> types.add(argument.path("type").asText()));
            signatures.add("(" + String.join(",", types) + ")");
        }
        return signatures.stream();
    }

    /** Jolokia's answers of errors have the exception, and perhaps its stack trace. */
    @Test
    void noErrorHasOne() throws Exception {
        Map<String, Object> request = Map.of(
                "type",
                "read",
                "mbean",
                ROUTE,
                "attribute",
                "authPassword=RAW(Asked" + PLANTED + ")&x",
                "config",
                Map.of("includeStackTrace", true, "serializeException", true));
        assertThat(value("ada", request).isMissingNode()).isTrue();
    }

    @Test
    void whatIsNoSecretStays() throws Exception {
        String xml =
                value("vera", exec(CONTEXT, "dumpRoutesAsXml()", List.of())).asText();
        assertThat(xml)
                .contains("{{my.secret}}", "authMethod=Basic", "name=\"Authorization\"", "timer:tick?period=50")
                .contains("saslMechanism=PLAIN", "RAW({{my.secret}})&amp;authUsername=");
    }
}

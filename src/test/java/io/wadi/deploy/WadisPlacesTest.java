package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file must not take from Wadi's own routes and pages, or from other files. */
class WadisPlacesTest {

    @TempDir
    private Path folder;

    private List<String> findings(String text, Names... others) throws IOException {
        return DeployTests.findings(folder, text, others);
    }

    /** A page of the console would no longer answer, or the route would get nothing. */
    @ParameterizedTest
    @CsvSource({
        "/, /my/page",
        "/?matchOnUriPrefix=true, /my/page",
        "/api/totals, /my/api",
        "/api, /my/api",
        "/explore/x, /my/explore",
        "/observe/health, /my/observe",
        "/hawtio/jolokia, /my/hawtio",
        "/login, /my/login",
        "/app.js, /my/app.js",
        "/explore?matchOnUriPrefix=true, /my/explore",
        "/exp?matchOnUriPrefix=true, /my/exp"
    })
    void refusesPathsOfTheConsole(String path, String other) throws IOException {
        assertThat(findings(route("platform-http:" + path, "- log: x")))
                .containsExactly("a.camel.yaml:4: path " + path.replaceFirst("[?].*", "")
                        + " belongs to the console; choose another, such as " + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/{page}", "/{page}/x", "/explore*", "/e*", "/a{rest}", "/world*"})
    void refusesPatternsOfPathsOfTheConsole(String path) throws IOException {
        assertThat(findings(route("'platform-http:" + path + "'", "- log: x")))
                .singleElement()
                .asString()
                .contains(" belongs to the console; choose another, such as /my/");
    }

    @Test
    void theConsoleHasTheseFiles() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("target", "classes", "io", "wadi", "pages"))) {
            for (Path page : pages.toList()) {
                assertThat(findings(route(
                                "platform-http:/"
                                        + page.getFileName().toString().charAt(0) + "*",
                                "- log: x")))
                        .as(page.toString())
                        .hasSize(1);
            }
        }
    }

    /** Camel gives {@code platform-http:proxy} the page of the dashboard. */
    @Test
    void refusesAProxyAndAPathWithoutASlash() throws IOException {
        assertThat(findings(route("platform-http:proxy", "- log: x")))
                .containsExactly("a.camel.yaml:4: platform-http:proxy would take the page / from the console; choose a"
                        + " path, such as /my/page");
        assertThat(findings(route("platform-http:my/page", "- log: x")))
                .containsExactly("a.camel.yaml:4: path my/page must begin with a slash, such as /my/page");
    }

    @Test
    void refusesPathsOfTheConsoleByRest() throws IOException {
        assertThat(findings(route("rest:get:api/totals", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:4: path api/totals belongs to the console; choose another, such as /my/api");
        assertThat(findings(route("rest:get:mine", "- log: x"))).isEmpty();
    }

    @Test
    void allowsPathsOfItsOwnAndOfTheRouteThatItReplaces() throws IOException {
        assertThat(findings(route("platform-http:/my/api", "- log: x"))).isEmpty();
        for (String path : List.of("/my*", "/my/{name}", "/my/*", "/my?matchOnUriPrefix=true", "/explorer")) {
            assertThat(findings(route("'platform-http:" + path + "'", "- log: x")))
                    .isEmpty();
        }
        assertThat(findings(route("platform-http:/api/totals", "- log: x").replace("id: mine", "id: api-totals")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?groupId=wadi-store-flows", "?groupId={{my.group:wadi-store-flows}}"})
    void refusesTheConsumerGroupOfAShippedRoute(String group) throws IOException {
        String text = route("kafka:packets" + group, "- log: x");
        assertThat(findings(text))
                .containsExactly("a.camel.yaml:4: groupId wadi-store-flows belongs to shipped route store-flows, which"
                        + " would not get the messages of kafka:packets that this route takes; to replace that route, use"
                        + " its id; for other purposes than to store, choose another group");
        assertThat(findings(text.replace("id: mine", "id: store-flows"))).isEmpty();
        assertThat(findings(text.replace("wadi-store-flows", "wadi-mine"))).isEmpty();
    }

    @Test
    void refusesTheConsumerGroupOfAShippedRouteAsAParameter() throws IOException {
        assertThat(findings("""
                - route:
                    id: mine
                    from:
                      uri: kafka:packets
                      parameters: {groupId: wadi-store-traffic}
                      steps: [{log: x}]
                """))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:5: groupId wadi-store-traffic belongs to");
    }

    /** As graphical editors write an endpoint. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka | topic: packets, groupId: wadi-store-flows | groupId wadi-store-flows belongs to shipped route",
                "platform-http | path: /api/x | path /api/x belongs to the console",
                "direct | name: dead-letters | consumer of direct:dead-letters is a shipped route",
                "pcap | kind: file, name: '/none/[.pcap' | Capture file /none/[.pcap is neither a file nor a pattern"
            })
    void readsAPathAmongTheParameters(String scheme, String parameters, String finding) throws IOException {
        String text = """
                - route:
                    id: mine
                    from:
                      uri: %s
                      parameters: {%s}
                      steps: [{log: x}]
                """.formatted(scheme, parameters);
        assertThat(findings(text)).anyMatch(line -> line.contains(finding));
    }

    @Test
    void refusesASecondConsumerWithItsNameAmongTheParameters() throws IOException {
        String one = "- route: {id: one, from: {uri: 'direct:x', steps: [{log: x}]}}\n";
        String two = "- route: {id: two, from: {uri: direct, parameters: {name: x}, steps: [{log: x}]}}\n";
        assertThat(findings(one + two)).containsExactly("a.camel.yaml:2: consumer of direct:x is in this file twice");
    }

    @Test
    void refusesASecondConsumerOfADirectEndpoint() throws IOException {
        String one = "- route: {id: one, from: {uri: 'direct:x', steps: [{log: x}]}}\n";
        assertThat(findings(one + one.replace("one", "two").replace("direct:x", "direct://x")))
                .containsExactly("a.camel.yaml:2: consumer of direct:x is in this file twice");
        Names other = new Names(
                "b.camel.yaml",
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("consumer of direct:x"),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of());
        assertThat(findings(one, other)).containsExactly("a.camel.yaml:1: consumer of direct:x is in b.camel.yaml too");
        assertThat(findings(one.replace("direct:x", "direct:dead-letters")))
                .containsExactly(
                        "a.camel.yaml:1: consumer of direct:dead-letters is a shipped route; choose another name");
        assertThat(findings(one.replace("direct:x", "direct:dead-letters").replace("one", "dead-letters")))
                .isEmpty();
    }

    @Test
    void refusesToReplaceARouteToWhichOthersSendByOneWithAnotherSource() throws IOException {
        String text = route("timer:tick", "- log: x").replace("id: mine", "id: dead-letters");
        assertThat(findings(text))
                .containsExactly("a.camel.yaml:2: route dead-letters must consume from direct:dead-letters, because"
                        + " shipped routes send there");
        assertThat(findings(text.replace("timer:tick", "direct:dead-letters"))).isEmpty();
    }

    /** Otherwise Camel refuses it when the route starts. */
    @ParameterizedTest
    @CsvSource({
        "direct:{{my.name:x}}, direct:x",
        "netflow:udp:127.0.0.1:{{my.port:4739}}, netflow:udp:127.0.0.1:4739",
        "platform-http:{{my.path:/x}}, platform-http:/x"
    })
    void refusesASecondConsumerWithItsNameInASetting(String written, String path) throws IOException {
        String text = "- route: {id: one, from: {uri: '" + written + "', steps: [{log: x}]}}\n";
        Names other = DeployTests.names(folder, text.replace("one", "other"));
        assertThat(findings(text, other))
                .containsExactly("a.camel.yaml:1: consumer of " + path + " is in b.camel.yaml too");
    }

    /** Two sockets of one port may share it: each exporter would then reach one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"netflow:udp:0.0.0.0:4739", "netty:tcp://localhost:5140"})
    void refusesASecondRouteThatListensAtAnAddress(String address) throws IOException {
        String one = "- route: {id: one, from: {uri: '" + address + "', steps: [{log: x}]}}\n";
        Names other = new Names(
                "b.camel.yaml",
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("consumer of " + path(address)),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of());
        assertThat(findings(one, other))
                .contains("a.camel.yaml:1: consumer of " + path(address) + " is in b.camel.yaml too");
    }

    private static String path(String address) {
        return EndpointUse.path(address);
    }

    @ParameterizedTest
    @CsvSource({
        "netty:tcp://0.0.0.0:8080, wadi.http.port",
        "netty:tcp://{{my.host:127.0.0.1}}:8080?sync=false, wadi.http.port",
        "netty-http:http://127.0.0.1:8080/mine, wadi.http.port"
    })
    void refusesThePortsOfTheConsole(String uri, String setting) throws IOException {
        assertThat(findings(route("\"" + uri + "\"", "- log: x")))
                .contains("a.camel.yaml:4: " + path(uri).replace("{{my.host:127.0.0.1}}", "127.0.0.1")
                        + " has the port at which Wadi listens (" + setting + "); choose another port");
        assertThat(findings(route("netty:tcp://127.0.0.1:8081", "- log: x")))
                .noneMatch(finding -> finding.contains("listens"));
        assertThat(findings(route("netty:tcp://192.0.2.1:8080", "- log: x")))
                .noneMatch(finding -> finding.contains("listens"));
        assertThat(findings(route("netty:udp://0.0.0.0:8080", "- log: x")))
                .noneMatch(finding -> finding.contains("listens"));
    }

    @Test
    void refusesTheAddressAtWhichWadiReceivesFlows() throws IOException {
        Settings settings = Settings.load();
        settings.set("wadi.netflow.enabled", "true");
        settings.set("wadi.netflow.listen", "0.0.0.0:2055");
        RouteFileCheck check = new RouteFileCheck(Surroundings.expected(settings, WadiBeans.lent(settings)));
        Path file = Files.writeString(
                folder.resolve("a.camel.yaml"), route("netflow:udp:127.0.0.1:2055?threads=2", "- log: x"));
        assertThat(check.check(RouteFile.read(file), List.of()).findings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:4: netflow:udp:127.0.0.1:2055 would take the datagrams of shipped route"
                        + " collect, which listens there (wadi.netflow.listen); choose another port");
        assertThat(findings(route("netflow:udp:127.0.0.1:2055?threads=2", "- log: x")))
                .isEmpty();
    }

    @Test
    void refusesASecondRouteOnAPath() throws IOException {
        String one = "- route: {id: one, from: {uri: 'platform-http:/x?httpMethodRestrict=get', steps: [{log: x}]}}\n";
        assertThat(findings(one + one.replace("one", "two")))
                .containsExactly("a.camel.yaml:2: consumer of platform-http:/x by GET is in this file twice");
        assertThat(findings(one + one.replace("one", "two").replace("=get", "=post")))
                .isEmpty();
    }

    @Test
    void refusesAnOrderOfTheStartThatIsTaken() throws IOException {
        String text = "- route: {id: one, startupOrder: 77, from: {uri: 'timer:x', steps: [{log: x}]}}\n";
        Names other = new Names(
                "b.camel.yaml",
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("startupOrder 77"),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of());
        assertThat(findings(text, other)).containsExactly("a.camel.yaml:1: startupOrder 77 is in b.camel.yaml too");
        assertThat(findings(text.replace("77", "1040")))
                .containsExactly(
                        "a.camel.yaml:1: startupOrder 1040 must be less than 1000, because the routes without one"
                                + " have the numbers from there");
    }

    @Test
    void refusesASecondSizeOfAQueue() throws IOException {
        String text = route("seda:x?size=10", "- log: x");
        String sender = route("timer:x", "- to: {uri: seda://x, parameters: {size: 20}}")
                .replace("mine", "sender");
        assertThat(findings(text + sender))
                .containsExactly("a.camel.yaml:12: seda:x has size 20 here, but 10 in line 4; a queue has one size");
        Names other = new Names(
                "b.camel.yaml",
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of("seda:x", "20"),
                Set.of(),
                Set.of());
        assertThat(findings(text, other))
                .containsExactly(
                        "a.camel.yaml:4: seda:x has size 10 here, but 20 in b.camel.yaml; a queue has one size");
        assertThat(findings(sender, other)).isEmpty();
        assertThat(findings(text.replace("size=10", "size={{my.size:30}}"), other))
                .containsExactly(
                        "a.camel.yaml:4: seda:x has size 30 here, but 20 in b.camel.yaml; a queue has one size");
    }

    /** Otherwise its meters would be gone, also after the file is deleted. */
    @Test
    void refusesTheNamesOfWadisOtherBeans() throws IOException {
        String text = "- beans: [{name: metrics, type: java.util.ArrayList}]\n";
        assertThat(findings(text + route("timer:x", "- log: x")))
                .containsExactly("a.camel.yaml:1: bean metrics belongs to Wadi; choose another name");
    }

    @Test
    void refusesToKeepEveryMessage() throws IOException {
        assertThat(findings(route("timer:x", "- to: mock:all")))
                .containsExactly(
                        "a.camel.yaml:6: mock: is for tests, and keeps every message in memory; set retainFirst"
                                + " or retainLast to bound it");
        assertThat(findings(route("timer:x", "- to: mock:all?retainLast=10"))).isEmpty();
    }
}

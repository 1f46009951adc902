package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.wadi.pcap.CaptureInterface;
import io.wadi.pcap.PcapConfiguration.Kind;
import io.wadi.pcap.PcapPath;
import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFileCheckTest {

    private static final RouteFileCheck CHECK = new RouteFileCheck(DeployTests.expected());

    @TempDir
    private Path folder;

    private List<String> findings(String text, Names... others) throws IOException {
        return DeployTests.findings(folder, text, others);
    }

    @Test
    void acceptsARouteOfItsOwn() throws IOException {
        assertThat(findings(route("timer:tick", "- to:", "    uri: log:tick"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"uri: {{wadi.source}}", "log: {message: {{my.site}}}", "groupId: {{my.site}}-x", "- {{my.site}}"
            })
    void advisesQuotesForAPlaceholder(String line) throws IOException {
        assertThat(findings("- route:\n    id: mine\n    " + line + "\n    description: x\n"))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:3: ")
                .endsWith("; a value that begins with {{ must be in quotes: \"{{my.name}}\"");
    }

    /** It would let everything pass. */
    @Test
    void refusesAFilterWithoutAFilter() throws IOException {
        String beans = "- beans:\n    - name: only-dns\n      type: io.wadi.filter.TrafficFilter\n";
        String step = "- filter: {method: {ref: only-dns, method: matches}, steps: [{log: x}]}";
        assertThat(findings(beans + route("timer:tick", step)))
                .containsExactly("a.camel.yaml:2: bean only-dns needs property filter, such as filter: protocol = DNS");
        assertThat(findings(beans + "      properties: {filter: protocol = DNS}\n" + route("timer:tick", step)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timer:tick | http://h/${header.x} | 7: http://h/${header.x} is taken as it is written: to does not evaluate",
                "direct:${header.x} | log:x | 4: direct:${header.x} is taken as it is written: from does not evaluate",
            })
    void warnsOfExpressionsThatCamelDoesNotEvaluate(String from, String to, String warning) throws IOException {
        assertThat(warnings(route("'" + from + "'", "- to:", "    uri: '" + to + "'")))
                .anySatisfy(found -> assertThat(found).startsWith("a.camel.yaml:" + warning));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sql:select :#${body}?dataSource=#database", "language:simple:${body}", "log:x?marker=${body}"})
    void warnsOfNoExpressionThatAComponentEvaluates(String to) throws IOException {
        assertThat(warnings(route("timer:tick", "- to:", "    uri: '" + to + "'")))
                .noneMatch(warning -> warning.contains("evaluate"));
    }

    private List<String> warnings(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        return CHECK.check(RouteFile.read(file), List.of()).warnings().stream()
                .map(RouteProblem::toString)
                .toList();
    }

    /** Mostly after a slip of the indentation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when: {simple: '${body}', steps: [{log: x}]} | when is no step but a part of choice",
                "otherwise: {steps: [{log: x}]}               | otherwise is no step but a part of choice",
                "doCatch: {exception: [java.lang.Exception]}  | doCatch is no step but a part of doTry",
                "doFinally: {steps: [{log: x}]}               | doFinally is no step but a part of doTry",
                "onFallback: {steps: [{log: x}]}              | onFallback is no step but a part of circuitBreaker",
                "beans: [{name: a, type: java.util.HashMap}]  | beans is no step but an item of the file",
            })
    void refusesWhatIsNoStep(String step, String finding) throws IOException {
        assertThat(findings(route("timer:tick", "- log: first", "- " + step)))
                .containsExactly("a.camel.yaml:7: " + finding + "; check its indentation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD", "poll"})
    void refusesAStepWhoseUriIsIndentedTooLittle(String step) throws IOException {
        assertThat(findings(route("timer:tick", "- log: first", "- " + step + ":", "  uri: 'direct:a'")))
                .containsExactly("a.camel.yaml:7: " + step + " needs a uri; check the indentation of what follows");
    }

    @Test
    void refusesWhatIsNoYaml() throws IOException {
        assertThat(findings("- route:\n    id: [mine\n"))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:2: this is not valid YAML: ");
    }

    @Test
    void refusesListsThatAreNestedTooDeeply() throws IOException {
        assertThat(findings("- " + "[".repeat(20_000) + "]".repeat(20_000)))
                .containsExactly("a.camel.yaml:1: lists and mappings are nested deeper than 200");
    }

    @Test
    void refusesBlocksThatAreNestedTooDeeply() throws IOException {
        String blocks = IntStream.range(0, 1000)
                .mapToObj(depth -> " ".repeat(depth) + "- \n")
                .collect(Collectors.joining());
        assertThat(findings(blocks)).containsExactly("a.camel.yaml:201: lists and mappings are nested deeper than 200");
    }

    @Test
    void refusesAFileOfTooManyValues() throws IOException {
        assertThat(findings("- a\n".repeat(15_000)))
                .containsExactly("a.camel.yaml:10000: the file has more than 10000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{a:", "${body[", "(", "${header.x} && ", "\\{{?"})
    void refusesOrAcceptsAnExpressionNestedTooDeeplyButSurvivesIt(String part) throws IOException {
        String text = part.repeat(200_000 / part.length());
        assertThat(findings(route("timer:tick", "- setBody:", "    simple: '" + text + "'")))
                .allSatisfy(finding -> assertThat(finding).startsWith("a.camel.yaml"));
        assertThat(findings(route("timer:tick?x=" + text))).isNotEmpty();
    }

    /** A mail has options with the names of steps, and a password may have any character. */
    @Test
    void acceptsOptionsNamedLikeStepsAndRawValues() throws IOException {
        assertThat(findings(route(
                        "timer:tick",
                        "- to:",
                        "    uri: smtp://localhost",
                        "    parameters:",
                        "      from: wadi@example.org",
                        "      to: network@example.org",
                        "      username: RAW(a&b=c)",
                        "      password: RAW(p&s+w%rd)")))
                .isEmpty();
        assertThat(findings(route("timer:tick", "- to: smtp://localhost?password=RAW(p&s+w%rd)&tto=x")))
                .containsExactly("a.camel.yaml:6: smtp has no option tto; did you mean to?");
    }

    @Test
    void namesTheErrorThatABeanThrows() throws IOException {
        String bean = """
                - beans:
                    - name: broken
                      type: "#class:io.wadi.deploy.DeployFixtures$Overflowing"
                """;
        assertThat(findings(bean + route("timer:tick", "- bean:", "    ref: broken")))
                .singleElement()
                .asString()
                .contains("nested too deeply");
    }

    @Test
    @Timeout(60)
    void givesUpABeanThatIsNeverReady() throws IOException {
        String bean = """
                - beans:
                    - name: never
                      type: java.util.concurrent.CountDownLatch
                      constructors: {"0": "1"}
                      initMethod: await
                """;
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), bean + route("timer:tick"));
        RouteFileCheck check = new RouteFileCheck(DeployTests.expected(), Duration.ofSeconds(3));
        assertThat(check.check(RouteFile.read(file), List.of()).findings())
                .singleElement()
                .asString()
                .contains("a.camel.yaml", "creating its beans and endpoints did not finish within 3 s");
        assertThat(Files.writeString(file, route("timer:tick", "- to: log:tick")))
                .exists();
        assertThat(check.check(RouteFile.read(file), List.of()).findings()).isEmpty();
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(findings("")).containsExactly("a.camel.yaml: the file is empty");
        assertThat(findings("[]\n")).containsExactly("a.camel.yaml:1: the list is empty");
    }

    @Test
    void refusesWhatIsNoList() throws IOException {
        assertThat(findings("route:\n  id: mine\n"))
                .containsExactly("a.camel.yaml:1: a route file must be a list whose items begin with a dash, such as "
                        + "- route:");
    }

    @Test
    void refusesAliases() throws IOException {
        String text = route("timer:tick", "- to: &log", "    uri: log:tick", "- to: *log");
        assertThat(findings(text))
                .containsExactly("a.camel.yaml:6: aliases (*name) are not supported; repeat the aliased part");
    }

    @Test
    void refusesAnUnknownStep() throws IOException {
        assertThat(findings(route("timer:tick", "- two:", "    uri: log:tick")))
                .containsExactly("a.camel.yaml:6: Unknown node id: two; the nearest is to");
        assertThat(findings(route("timer:tick", "- flter:", "    simple: 'true'")))
                .containsExactly("a.camel.yaml:6: Unknown node id: flter; the nearest is filter");
        assertThat(findings(route("timer:tick", "- xyzzy: 1")))
                .containsExactly("a.camel.yaml:6: Unknown node id: xyzzy");
    }

    @Test
    void refusesAnUnknownKey() throws IOException {
        assertThat(findings(route("timer:tick", "- to:", "    uri: log:tick", "    sorted: true")))
                .containsExactly("a.camel.yaml:8: Unsupported field: sorted");
    }

    @Test
    void refusesItemsThatChangeTheApplication() throws IOException {
        assertThat(findings("- restConfiguration:\n    port: 1\n"))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:1: restConfiguration is not supported in Wadi's route files; supported "
                        + "are: beans,");
    }

    @Test
    void refusesARouteWithoutId() throws IOException {
        assertThat(findings("- route:\n    from:\n      uri: timer:tick\n      steps:\n        - log: tick\n"))
                .containsExactly("a.camel.yaml:1: a route needs an id, so that it can be replaced and removed");
        assertThat(findings("- from:\n    uri: timer:tick\n    steps:\n      - log: tick\n"))
                .containsExactly("a.camel.yaml:1: a route needs an id: write - route: and below it id: and from:");
    }

    @Test
    void refusesAnIdThatIsTaken() throws IOException {
        String text = route("timer:tick", "- log: tick");
        assertThat(findings(text + text)).contains("a.camel.yaml:8: route mine is in this file twice");
        assertThat(findings(
                        text,
                        new Names(
                                "b.camel.yaml",
                                Set.of("mine"),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Map.of(),
                                Set.of(),
                                Set.of())))
                .containsExactly("a.camel.yaml:2: route mine is in b.camel.yaml too");
    }

    /** The other file is refused for it. */
    @Test
    void findsWadisBeanAlthoughAnotherFileMakesOneOfItsName() throws IOException {
        Names other = new Names(
                "b.camel.yaml",
                Set.of(),
                Set.of("packet-json"),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                Set.of());
        assertThat(findings(route("kafka:packets", "- bean: {ref: packet-json, method: read}"), other))
                .isEmpty();
    }

    @Test
    void refusesAnUnknownComponent() throws IOException {
        assertThat(findings(route("timr:tick", "- log: tick")))
                .containsExactly("a.camel.yaml:4: there is no component timr; the nearest is timer");
    }

    @Test
    void saysHowToBringAComponentThatIsMissing() throws IOException {
        assertThat(findings(route("timer:tick", "- to:", "    uri: aws2-s3:bucket")))
                .containsExactly("a.camel.yaml:7: component aws2-s3 comes with camel-aws2-s3, which is not on the class"
                        + " path; download it with ./wadi add camel-aws2-s3 and restart");
    }

    @Test
    void saysHowToBringADataFormatOrLanguageThatIsMissing() throws IOException {
        assertThat(findings(route("timer:tick", "- marshal:", "    avro: {}", "- setBody:", "    groovy: 1 + 1")))
                .containsExactly(
                        "a.camel.yaml:7: data format avro comes with camel-avro, which is not on the class path; "
                                + "download it with ./wadi add camel-avro and restart",
                        "a.camel.yaml:9: language groovy comes with camel-groovy, which is not on the class path; "
                                + "download it with ./wadi add camel-groovy and restart");
    }

    @Test
    void saysHowToBringTheLanguageOfABean() throws IOException {
        assertThat(findings("- beans: [{name: own, type: java.util.List, scriptLanguage: groovy, script: '[]'}]\n"))
                .containsExactly(
                        "a.camel.yaml:1: language groovy comes with camel-groovy, which is not on the class path; "
                                + "download it with ./wadi add camel-groovy and restart");
    }

    /** As a copy of the shipped capture route has them, if {@code wadi.source} has options that the route has too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3    |
            many | a.camel.yaml:4: pcap: option repeat must be an integer
            """)
    void checksTheValueInTheUriOfAnOptionInBothPlaces(String inUri, String finding) throws IOException {
        Settings settings = Settings.load();
        settings.set("wadi.source", "pcap:live:lo?repeat=" + inUri);
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: "{{wadi.source}}"
                      parameters:
                        repeat: "{{wadi.capture.repeat}}"
                      steps:
                        - log: got
                """);
        assertThat(new RouteFileCheck(Surroundings.expected(settings, WadiBeans.lent(settings)))
                        .check(RouteFile.read(file), List.of())
                        .findings())
                .extracting(RouteProblem::toString)
                .isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @Test
    void checksEveryOptionAgainstTheCatalog() throws IOException {
        String text = """
                - route:
                    id: mine
                    from:
                      uri: kafka:packets
                      parameters:
                        groupIdd: me
                        maxPollRecords: many
                        batching: perhaps
                        autoOffsetReset: start
                        lingerMs: 5
                        kafkaClientFactory: packed-kafka
                      steps:
                        - log: got
                """;
        assertThat(findings(text))
                .containsExactly(
                        "a.camel.yaml:6: kafka has no option groupIdd; did you mean groupId?",
                        "a.camel.yaml:7: kafka: option maxPollRecords is many; it must be an integer",
                        "a.camel.yaml:8: kafka: option batching is perhaps; it must be true or false",
                        "a.camel.yaml:9: kafka: option autoOffsetReset is start; it must be one of latest, earliest, none",
                        "a.camel.yaml:10: kafka: option lingerMs is for sending, but messages come from here",
                        "a.camel.yaml:11: kafka: option kafkaClientFactory is packed-kafka; it must name a bean, as in"
                                + " \"#name\"");
    }

    /** Each reaches the client, whatever the catalog says. */
    @Test
    void takesWhatKafkasConsumersTakeThoughTheCatalogHasItForProducers() throws IOException {
        KafkaConfiguration configuration = new KafkaConfiguration();
        configuration.setConnectionMaxIdleMs(4711);
        configuration.setMetadataMaxAgeMs(4712);
        configuration.setMetricReporters("r4713");
        configuration.setMetricsSampleWindowMs(4714);
        configuration.setNoOfMetricsSample(4715);
        configuration.setReceiveBufferBytes(4716);
        configuration.setReconnectBackoffMs(4717);
        assertThat(configuration.createConsumerProperties().values())
                .extracting(Object::toString)
                .contains("4711", "4712", "r4713", "4714", "4715", "4716", "4717");
        assertThat(findings(route(
                        "kafka:packets?connectionMaxIdleMs=1&metadataMaxAgeMs=1&metricReporters=r"
                                + "&metricsSampleWindowMs=1&noOfMetricsSample=1&receiveBufferBytes=1&reconnectBackoffMs=1",
                        "- log: got")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file   | directory: x                 | 7: file needs option directoryName;9: file has no option directory; did you mean directoryName?
            file   | fileName: x                  | 7: file needs option directoryName
            file   | directoryName: x, fileNam: y | 9: file has no option fileNam; did you mean fileName?
            file   | directoryName: x, fileName: y |
            kafka  | topic: t, lingerMs: soon     | 9: kafka: option lingerMs is soon; it must be an integer
            sql    | query: select ?, dataSourc: y | 9: sql has no option dataSourc; did you mean dataSource?
            smtp   | port: 25, too: me            | 7: smtp needs option host;9: smtp has no option too; did you mean to?
            direct | nam: x                       | 7: direct needs option name;9: direct has no option nam; did you mean name?
            """)
    void checksOptionsOfAnEndpointWhosePathIsInOptionsToo(String component, String options, String expected)
            throws IOException {
        String parameters = "      {" + options + "}";
        List<String> found =
                findings(route("timer:tick", "- to:", "    uri: " + component, "    parameters:", parameters));
        assertThat(String.join(";", found).replace("a.camel.yaml:", "")).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void checksOptionsOfWadisOwnComponent() throws IOException {
        assertThat(findings(route("pcap:live:any?snaplenn=5", "- log: got")))
                .containsExactly("a.camel.yaml:4: pcap has no option snaplenn; did you mean snaplen?");
    }

    /** The line is that of the option, or of the endpoint if the URI has the option. */
    @Test
    void refusesValuesThatOnlyTheComponentKnows() throws IOException {
        String options = """
                - route:
                    id: mine
                    from:
                      uri: pcap:live:any
                      parameters:
                        promiscuous: "true"
                        snaplen: "5"
                      steps: [{log: got}]
                """;
        assertThat(List.of(findings(options), findings(options.replace("any", "{{my.interface:any}}"))))
                .containsOnly(List.of("a.camel.yaml:7: pcap: Option snaplen is 5; it must be at least 64"));
        assertThat(findings(route("netflow:udp:127.0.0.1:0?protocols=v7", "- log: got")))
                .containsExactly("a.camel.yaml:4: netflow: Option protocols has v7; known are v5, v9, ipfix, sflow");
    }

    @Test
    void refusesACaptureFilterThatIsInvalid() throws IOException {
        assumeThatCode(CaptureInterface::list).doesNotThrowAnyException();
        assertThat(findings(route("pcap:live:any?filter=tcp portt 443", "- log: got")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: pcap: Option filter is not a valid capture filter (pcap-filter(7)): "
                        + "tcp portt 443: ");
        assertThat(findings(route("pcap:live:any?filter=wlan type mgt", "- log: got")))
                .isEmpty();
    }

    @Test
    void refusesAnUnknownBean() throws IOException {
        assertThat(findings(route("timer:tick", "- bean: {ref: geo-ip, method: enrich}")))
                .containsExactly("a.camel.yaml:6: there is no bean geo-ip; the nearest is geoip");
        assertThat(findings(route("kafka:x?kafkaClientFactory=#packed", "- log: got")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- beans: [{name: own, type: com.example.Enricher}]",
                "- beans: [{name: own, type: '#class:com.example.Enricher'}]",
                "- beans: [{name: own, type: java.util.ArrayList, properties: {x: '#class:com.example.Enricher(1)'}}]",
                "- onException: {exception: [com.example.Enricher]}",
            })
    void refusesAClassThatIsMissing(String item) throws IOException {
        assertThat(findings(item + "\n" + route("timer:tick", "- to: log:a")))
                .contains("a.camel.yaml:1: class com.example.Enricher is not on the class path"
                        + " (put its jar into lib/ and restart)");
    }

    @Test
    void refusesABeanStepWhoseClassIsMissing() throws IOException {
        assertThat(findings(route("timer:tick", "- bean:", "    beanType: com.example.Enricher", "    method: run")))
                .containsExactly("a.camel.yaml:7: class com.example.Enricher is not on the class path"
                        + " (put its jar into lib/ and restart)");
    }

    @Test
    void namesTheNearestMethodOfABean() throws IOException {
        assertThat(findings(route("timer:tick", "- bean:", "    ref: geoip", "    method: enrish(${body})")))
                .containsExactly(
                        "a.camel.yaml:8: io.wadi.geoip.GeoIpEnricher has no method enrish;" + " the nearest is enrich");
        assertThat(findings(
                        route("timer:tick", "- bean:", "    beanType: java.util.ArrayList", "    method: isEmptty")))
                .containsExactly("a.camel.yaml:8: java.util.ArrayList has no method isEmptty; the nearest is isEmpty");
    }

    @Test
    void listsTheMethodsOfABeanIfNoneIsNear() throws IOException {
        String own = "- beans: [{name: pool, type: '#class:io.wadi.deploy.DeployFixtures$Pool'}]\n";
        assertThat(findings(route("timer:nope", "- bean:", "    ref: geoip", "    method: nope")
                        .replace("id: mine", "id: nope-route")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:8: ");
        assertThat(findings(own + route("timer:tick", "- bean:", "    ref: pool", "    method: nope")))
                .containsExactly("a.camel.yaml:9: io.wadi.deploy.DeployFixtures$Pool has no method nope; it has close");
    }

    /** Kafka's consumer would try to find it without end. */
    @Test
    void refusesAMissingClassInTheOptionsOfAUri() throws IOException {
        assertThat(findings(route("kafka:x?groupId=g&valueDeserializer=com.example.Reader", "- log: x")))
                .contains("a.camel.yaml:4: class com.example.Reader is not on the class path"
                        + " (put its jar into lib/ and restart)");
    }

    @Test
    void refusesAnUnknownAggregationStrategy() throws IOException {
        String text = route(
                "timer:tick",
                "- aggregate:",
                "    aggregationStrategy: flow-agregation",
                "    completionSize: 2",
                "    correlationExpression: {constant: x}",
                "    steps:",
                "      - log: all");
        assertThat(findings(text))
                .containsExactly("a.camel.yaml:7: there is no bean flow-agregation; the nearest is flow-aggregation");
    }

    @Test
    void knowsBeansThatTheFileMakes() throws IOException {
        String beans = "- beans:\n    - {name: words, type: java.util.ArrayList}\n";
        assertThat(findings(beans + route("timer:tick", "- bean: {ref: words, method: clear}")))
                .isEmpty();
        assertThat(findings(beans.replace("words", "database")))
                .containsExactly("a.camel.yaml:2: bean database belongs to Wadi; choose another name");
        assertThat(findings(beans.replace("ArrayList", "ArrayLust")))
                .singleElement()
                .asString()
                .contains("ArrayLust");
    }

    @Test
    void refusesAnUnknownSetting() throws IOException {
        assertThat(findings(
                        route("timer:tick?period={{wadi.perriod}}", "- log: \"{{wadi.topic}} {{wadi.x:default}}\"")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: there is no setting {{wadi.perriod}}");
        assertThat(findings(route("timer:tick", "- log: '{{wadi.topik}}'")))
                .containsExactly("a.camel.yaml:6: there is no setting {{wadi.topik}}; the nearest is wadi.topic");
    }

    @Test
    void refusesAMissingVariableOfTheEnvironment() throws IOException {
        assertThat(findings(route("timer:tick", "- log: '{{env:NO_SUCH_PASSWORD}} {{env:NO_SUCH:default}}'")))
                .containsExactly("a.camel.yaml:6: there is no variable of the environment NO_SUCH_PASSWORD, which"
                        + " {{env:NO_SUCH_PASSWORD}} needs");
    }

    @Test
    void refusesAnUnknownRouteConfiguration() throws IOException {
        String text =
                "- route:\n    id: mine\n    routeConfigurationId: erors\n    from: {uri: timer:x, steps: [{log: x}]}\n";
        assertThat(findings(text))
                .containsExactly("a.camel.yaml:3: there is no route configuration erors; the nearest is errors");
        assertThat(findings(text.replace("erors", "errors"))).isEmpty();
        assertThat(findings("- routeConfiguration:\n    id: errors\n    onException: []\n"))
                .containsExactly("a.camel.yaml:2: route configuration errors belongs to Wadi; choose another name");
        assertThat(findings(text.replace("erors", "errors, publish")))
                .containsExactly("a.camel.yaml:3: there is no route configuration publish; the nearest is publishing");
        assertThat(findings(text.replace("erors", "err*,publishing"))).isEmpty();
    }

    /** Routes that use it may be in other files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "onException: [{onException: {exception: [java.lang.Exception], handled: {simple: '${body'}, steps: [{log: x}]}}]",
                "onException: [{onException: {exception: [], steps: [{log: x}]}}]",
                "onException: [{onException: {exception: [java.lang.Exception], redeliveryPolicyRef: nope, steps: []}}]",
                "onCompletion: [{onCompletion: {mode: AfterConsumr, steps: [{log: x}]}}]",
                "errorHandler: {deadLetterChannel: {}}",
            })
    void triesARouteConfigurationThatNoRouteOfTheFileUses(String content) throws IOException {
        assertThat(findings("- routeConfiguration:\n    id: own\n    " + content + "\n"))
                .singleElement()
                .asString()
                .matches("a\\.camel\\.yaml:[23]: .*");
        assertThat(
                        findings(
                                "- routeConfiguration:\n    id: own\n    errorHandler: {deadLetterChannel: {deadLetterUri: 'log:dead'}}\n"))
                .isEmpty();
    }

    /** The line is that of the expression, although Camel knows only the route. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- setBody: {simple: '${nothing.like.it}'}",
                "- log: 'mine ${nothing.like.it}'",
                "- setBody: {simple: '{{wadi.topic}} ${nothing.like.it}'}"
            })
    void findsInADryStartWhatNoCatalogKnows(String step) throws IOException {
        assertThat(findings(route("timer:tick", "- to: log:tick", step)))
                .singleElement()
                .asString()
                .matches("a\\.camel\\.yaml:7: Unknown function: nothing\\.like\\.it( at location \\d+)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my.dev-token", "env:NO_SUCH_TOKEN"})
    void hidesTheDefaultOfASecret(String name) throws IOException {
        String from = "{uri: 'timer:tick', parameters: {period: '{{" + name + ":canary-1234}}'}";
        assertThat(findings("- route: {id: mine, from: " + from + ", steps: [{log: x}]}}"))
                .singleElement()
                .asString()
                .contains("option period is {{" + name + "}}; it must be")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: '{{my.target:log:x?showAll=true}}'",
                "- to: {uri: '{{my.target:log:x?showAll=true}}'}",
                "- toD: 'log:{{my.target:x?showAll=true}}'"
            })
    void refusesADefaultThatCamelTearsApart(String step) throws IOException {
        assertThat(findings(route("timer:tick", step)))
                .anyMatch(finding -> finding.startsWith(
                        "a.camel.yaml:6: the default of {{my.target}} has a question mark, at which Camel begins"));
        assertThat(findings(route("timer:tick", step.replace("?showAll=true", ""))))
                .isEmpty();
    }

    @Test
    void refusesAStatementThatIsNotOnTheClassPath() throws IOException {
        assertThat(findings(route("timer:tick", "- to: {uri: 'sql:classpath:sql/store/store-flowz.sql'}")))
                .containsExactly("a.camel.yaml:6: sql: statement classpath:sql/store/store-flowz.sql does not exist");
        assertThat(findings(route("timer:tick", "- to: {uri: 'sql:classpath:sql/store/fold.sql?batch=true'}")))
                .isEmpty();
    }

    @Test
    void warnsOfAStatementThatIsMissingHere() throws IOException {
        Path statement = folder.resolve("mine.sql");
        Path file = Files.writeString(
                folder.resolve("a.camel.yaml"), route("timer:tick", "- to: {uri: 'sql:file:" + statement + "'}"));
        CheckedFile checked = CHECK.check(RouteFile.read(file), List.of());
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.warnings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:6: sql: statement file:" + statement + " does not exist");
        Files.writeString(statement, "select 1");
        assertThat(CHECK.check(RouteFile.read(file), List.of()).warnings()).isEmpty();
    }

    /** It may exist where the route will run. */
    @Test
    void warnsOfAnInterfaceThatIsMissingHere() throws Exception {
        assumeThatCode(CaptureInterface::list).doesNotThrowAnyException();
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();
        String named = route("pcap:live:" + loopback + "0?snaplen=96", "- log: got");
        CheckedFile checked =
                CHECK.check(RouteFile.read(Files.writeString(folder.resolve("a.camel.yaml"), named)), List.of());
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.warnings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:4: There is no interface " + loopback + "0; the nearest is " + loopback
                        + ": './wadi interfaces' lists all interfaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap:file:not%20here.pcap", "netflow:file:not here.pcap"})
    void warnsOfACaptureFileThatIsMissingHere(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), route("'" + source + "'", "- log: got"));
        assertThat(CHECK.check(RouteFile.read(file), List.of()).warnings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:4: Capture file not here.pcap does not exist");
    }

    /** The value of {@code wadi.source} is encoded for Camel, which decodes it once before the component does. */
    @ParameterizedTest
    @ValueSource(strings = {"pcap:file:%s/my gr\u00fcn.pcap", "pcap:file:%s/my%%20gr%%C3%%BCn.pcap", "{{wadi.source}}"})
    void findsACaptureFileOfAnyName(String source) throws IOException {
        Path capture = Files.copy(
                Path.of("routes.d/examples/json-lines/three-packets.pcap"), folder.resolve("my gr\u00fcn.pcap"));
        Settings settings = Settings.load(
                Map.of("wadi.source", PcapPath.forCamel(new PcapPath(Kind.file, capture.toString()).toUri())));
        RouteFileCheck check = new RouteFileCheck(Surroundings.expected(settings, WadiBeans.lent(settings)));
        Path file = Files.writeString(
                folder.resolve("a.camel.yaml"), route("'" + source.formatted(folder) + "'", "- log: got"));
        assertThat(check.check(RouteFile.read(file), List.of()).warnings()).isEmpty();
    }

    @Test
    void warnsOfAPatternThatMatchesNoFileHere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), route("pcap:file:*.nothing", "- log: got"));
        assertThat(CHECK.check(RouteFile.read(file), List.of()).warnings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:4: No capture file matches *.nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap:live:any", "pcap:live:{{my.interface:any}}", "pcap:file:-", "timer:et0"})
    void doesNotWarnOfOtherSources(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), route(source, "- log: got"));
        assertThat(CHECK.check(RouteFile.read(file), List.of()).warnings()).isEmpty();
    }

    @Test
    void neitherConsumesNorSends() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("x"), "x");
        assertThat(findings(route("file:" + in, "- to:", "    uri: file:" + folder + "/out")))
                .isEmpty();
        assertThat(in.resolve("x")).exists();
        assertThat(folder.resolve("out")).doesNotExist();
    }
}

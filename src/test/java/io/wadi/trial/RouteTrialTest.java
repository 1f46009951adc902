package io.wadi.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.faults.LogLines;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.message.PacketJson;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConstants;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of source, on the capture of the example. */
class RouteTrialTest {

    private static final Path CAPTURE = Path.of("routes.d/examples/json-lines/three-packets.pcap");

    @TempDir
    private Path folder;

    private Path route(String from, String steps) throws IOException {
        return Files.writeString(folder.resolve("mine.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: "%s"
                      steps:
                """.formatted(from) + steps.indent(8));
    }

    private static final String KAFKA_BATCH_LINES = "- bean: {beanType: io.wadi.sink.KafkaBatch, method: lines}\n";
    private static final String SINK = "- to: {id: sink, uri: \"direct:nowhere\"}\n";

    @Test
    void aSecondStartIsRefused() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:no-such-device", SINK))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            assertThatIllegalStateException().isThrownBy(trial::start).withMessage("the routes are started already");
            trial.send(CAPTURE);
            assertThat(sink.getExchanges()).hasSize(1);
        }
    }

    @Test
    void sendsBatchesOfPacketsInPlaceOfPcap() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:no-such-device", SINK))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges()).singleElement().satisfies(batch -> {
                assertThat(batch.getMessage().getBody(List.class)).hasSize(3).allSatisfy(packet -> assertThat(packet)
                        .isInstanceOf(Packet.class));
                assertThat(batch.getMessage().getHeader("CamelPcapProbe", String.class))
                        .endsWith("/three-packets.pcap");
            });
        }
    }

    @Test
    void sendsEachMessageInPlaceOfKafka() throws Exception {
        String steps = """
                - unmarshal: {json: {library: Jackson}}
                - filter:
                    simple: "${body[port][dst]} == {{my.port}}"
                    steps:
                """ + SINK.indent(4);
        try (RouteTrial trial = RouteTrial.of(route("kafka:{{wadi.topic}}", steps), Map.of("my.port", "9998"))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges()).singleElement().satisfies(message -> assertThat(
                            message.getMessage().getBody(Map.class))
                    .containsEntry("transport", "UDP")
                    .containsEntry("size", 32));
        }
    }

    /** Otherwise a test would pass that tests nothing. */
    @Test
    void refusesToSendWhereNoRouteTakesPackets() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("timer:tick", SINK))) {
            trial.mock("sink");
            trial.start();
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.send(CAPTURE))
                    .withMessage("no route of mine.camel.yaml takes packets: none reads pcap: or kafka:");
        }
    }

    /** Packets would pass through an alert's route, and the test be green. */
    @ParameterizedTest
    @ValueSource(strings = {"flows", "alerts"})
    void sendsMessagesOfTopicsWithoutPackets(String topic) throws Exception {
        String source = "kafka:{{wadi.topic." + topic + "}}?batching=true&maxPollRecords=2";
        try (RouteTrial trial = RouteTrial.of(route(source, KAFKA_BATCH_LINES + SINK))) {
            MockEndpoint sink = trial.mock("sink");
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.sendMessages("{}"))
                    .withMessageStartingWith("sendMessages() before start()");
            trial.start();
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.send(CAPTURE))
                    .withMessageStartingWith("topic " + topic + " has no packets: send its messages by sendMessages(");
            trial.sendMessages("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
            assertThat(sink.getExchanges())
                    .extracting(exchange -> exchange.getMessage().getBody(String.class))
                    .containsExactly("{\"a\":1}\n{\"a\":2}\n", "{\"a\":3}\n");
        }
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", SINK))) {
            trial.mock("sink");
            trial.start();
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.sendMessages("{}"))
                    .withMessage("no route of mine.camel.yaml takes messages: none reads kafka:");
        }
    }

    @Test
    void sendsWhatTheOptionsOfTheSourceLeave() throws Exception {
        String source = "pcap:live:lo?filter=udp dst port 9998&batchSize=1&probe=lab";
        try (RouteTrial trial = RouteTrial.of(route(source, SINK))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.getMessage().getHeader(PcapConstants.PROBE)).isEqualTo("lab");
                assertThat(exchange.getMessage().getBody(List.class)).hasSize(1);
            });
        }
    }

    /** As the topic has them, with their headers. */
    @Test
    void sendsMessagesInTheFormatOfTheSettings() throws Exception {
        String source =
                "kafka:{{wadi.topic}}?valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer";
        try (RouteTrial trial = RouteTrial.of(route(source, SINK), Map.of("wadi.message.format", "protobuf"))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges()).hasSize(3).allSatisfy(message -> {
                assertThat(new PacketJson()
                                .packet(message.getMessage().getBody(byte[].class))
                                .probe())
                        .endsWith(".pcap");
                assertThat(message.getMessage().getBody(String.class)).doesNotStartWith("{");
                assertThat(message.getMessage().getHeader("kafka.KEY", String.class))
                        .startsWith("1:");
                assertThat(message.getMessage().getHeader("kafka.TIMESTAMP")).isInstanceOf(Long.class);
            });
        }
    }

    @Test
    void aBatchHasNoMoreThanAPoll() throws Exception {
        String source = "kafka:{{wadi.topic}}?batching=true&maxPollRecords=2";
        try (RouteTrial trial = RouteTrial.of(route(source, SINK))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges())
                    .extracting(batch -> batch.getMessage().getBody(List.class).size())
                    .containsExactly(2, 1);
        }
    }

    /** Camel would ask for option {@code brokers}, which no route of Wadi needs. */
    @Test
    void namesTheStepThatNeedsABroker() throws Exception {
        String steps = "- log: x\n- to: {id: publish, uri: \"kafka:{{wadi.topic}}\"}\n"
                + "- to: {uri: \"kafka:other\", parameters: {brokers: \"localhost:1\", lazyStartProducer: true}}\n";
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps))) {
            assertThatThrownBy(trial::start)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("mine.camel.yaml:6: this step sends to Kafka, and the trial has no broker: call "
                            + "mock(\"publish\") before start(), or start trial servers (@WithTrialServers)");
        }
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps))) {
            trial.mock("publish");
            trial.start();
        }
    }

    /** By a logger with the name of the route; libraries stay silent. */
    @Test
    void logStepsAreLogged() throws Exception {
        String steps = "- log: {message: \"${body.size} packets from ${body[0].src}\"}\n";
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps));
                LogLines lines = new LogLines("mine")) {
            trial.start();
            trial.send(CAPTURE);
            assertThat(lines.lines()).singleElement().asString().startsWith("3 packets from 192.0.2.");
        }
        assertThat(LogManager.getLogger("org.apache.camel.main").isInfoEnabled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBeansOfTheFileEnd(boolean isStarted) throws Exception {
        Path written = folder.resolve("written");
        Path file = route("direct:in", "- log: x\n");
        Files.writeString(
                file,
                "- beans: [{name: file, type: java.io.FileWriter, constructors: {0: '" + written + "'}}]\n"
                        + Files.readString(file));
        try (RouteTrial trial = RouteTrial.of(file)) {
            if (isStarted) {
                trial.start();
            }
            trial.camel()
                    .getRegistry()
                    .lookupByNameAndType("file", Writer.class)
                    .write("hello");
        }
        assertThat(written).hasContent("hello");
    }

    /** So that a route can send packets anywhere without a bean. */
    @Test
    void marshalsPacketsAsOnTheirTopicAndAddressesAsText() throws Exception {
        String steps = "- setProperty: {name: packets, simple: \"${body}\"}\n- marshal: {json: {library: Jackson}}\n"
                + "- convertBodyTo: {type: String}\n" + SINK
                + "- setBody: {simple: \"${exchangeProperty.packets[0].src}\"}\n"
                + "- marshal: {json: {library: Jackson}}\n- to: {id: address, uri: \"direct:nowhere\"}\n";
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps))) {
            MockEndpoint sink = trial.mock("sink");
            MockEndpoint address = trial.mock("address");
            trial.start();
            trial.send(CAPTURE);
            String packets = sink.getExchanges().get(0).getMessage().getBody(String.class);
            assertThat(new ObjectMapper().readTree(packets)).hasSize(3).allSatisfy(packet -> {
                assertThat(packet.at("/ip/src").asText()).startsWith("192.0.2.");
                assertThat(packet.path("timestamp").isNumber()).isTrue();
            });
            assertThat(address.getExchanges().get(0).getMessage().getBody(String.class))
                    .matches("\"192\\.0\\.2\\.\\d+\"");
        }
    }

    @Test
    void findsWadisBeans() throws Exception {
        String steps = "- bean: {ref: packet-json, method: write}\n" + SINK;
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges().get(0).getMessage().getBody(List.class))
                    .hasSize(3);
        }
    }

    @Test
    void looksUpPlaces() throws Exception {
        String bean = """
                - beans:
                    - name: abroad
                      type: io.wadi.filter.TrafficFilter
                      properties: {filter: "not dst.country = DE"}
                """;
        Path file = route("pcap:live:lo", "- bean: {ref: abroad, method: packets}\n" + SINK);
        Files.writeString(file, bean + Files.readString(file));
        try (RouteTrial trial = RouteTrial.of(file)) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            trial.send(CAPTURE);
            assertThat(sink.getExchanges().get(0).getMessage().getBody(List.class))
                    .hasSize(3);
            GeoIpEnricher geoip = trial.camel().getRegistry().lookupByNameAndType("geoip", GeoIpEnricher.class);
            assertThat(geoip.lookup(IpAddress.parse("8.8.8.8")).countryCode()).isEqualTo("US");
        }
    }

    @Test
    void throwsTheFailureOfARoute() throws Exception {
        String steps = "- throwException: {exceptionType: java.lang.IllegalStateException, message: no}\n";
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", steps))) {
            trial.start();
            assertThatThrownBy(() -> trial.send(CAPTURE))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasRootCauseMessage("no");
        }
    }

    @Test
    void refusesACaptureThatCannotBeRead() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pcap"), "no capture");
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", SINK))) {
            trial.mock("sink");
            trial.start();
            assertThatThrownBy(() -> trial.send(broken)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAMockOfAStepThatDoesNotExist() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", SINK))) {
            trial.mock("snik");
            assertThatIllegalArgumentException()
                    .isThrownBy(trial::start)
                    .withMessage("no route has a step with the id snik");
        }
    }

    @Test
    void aPathOfOnesOwnIsCalledDirectly() throws Exception {
        Path file = route("platform-http:/own/x", "- setBody: {simple: 'hi ${body}'}\n");
        try (RouteTrial trial = RouteTrial.of(file)) {
            trial.start();
            assertThat(trial.camel().createProducerTemplate().requestBody("direct:trial-mine", "you", String.class))
                    .isEqualTo("hi you");
        }
    }

    /** As in Wadi; the stand-in of the database connects to none. */
    @Test
    void sqlTakesTheDatabaseByDefault() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("direct:x", "- to: sql:select 1\n"))) {
            trial.start();
            assertThat(trial.camel().isStarted()).isTrue();
        }
    }

    @Test
    void refusesToSendBeforeTheStart() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", SINK))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.send(CAPTURE))
                    .withMessage("send() before start(): no route takes the packets yet");
        }
    }

    @Test
    void refusesAMockAfterTheStart() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", SINK))) {
            MockEndpoint sink = trial.mock("sink");
            trial.start();
            assertThat(trial.mock("sink")).isSameAs(sink);
            assertThatIllegalStateException()
                    .isThrownBy(() -> trial.mock("other"))
                    .withMessage("mock(\"other\") after start(): the step is no longer replaced");
        }
    }

    /** As {@code ./wadi check} says it, although Camel's message is on the resource. */
    @Test
    void namesTheClassOfABeanThatIsMissing() throws Exception {
        Path route = route("pcap:live:lo", SINK);
        Files.writeString(
                route, "- beans: [{name: own, type: '#class:com.example.NotThere'}]\n" + Files.readString(route));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTrial.of(route))
                .withMessage("mine.camel.yaml:1: class com.example.NotThere is not on the class path"
                        + " (put its jar into lib/ and restart)");
    }

    @Test
    void namesTheStepThatCannotStart() throws Exception {
        try (RouteTrial trial = RouteTrial.of(route("pcap:live:lo", "- bean: {beanType: com.example.NotThere}\n"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(trial::start)
                    .withMessage("mine.camel.yaml:6: class com.example.NotThere is not on the class path"
                            + " (put its jar into lib/ and restart)");
        }
    }

    @Test
    void refusesAFileThatIsNotYaml() throws Exception {
        Path route = Files.writeString(folder.resolve("mine.camel.yaml"), "- route:\n    id: [mine\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTrial.of(route))
                .withMessageStartingWith("mine.camel.yaml:2: this is not valid YAML: ");
    }

    @Test
    void refusesARouteOfAStore() throws Exception {
        Path store = Path.of("src/main/resources/routes/store-traffic.camel.yaml");
        try (RouteTrial trial = RouteTrial.of(store)) {
            assertThatIllegalArgumentException().isThrownBy(trial::start).withMessageContaining("cannot be tried");
        }
    }
}

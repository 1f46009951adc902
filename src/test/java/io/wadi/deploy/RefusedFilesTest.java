package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused file is tried again, so its routes must not have sent anything before it was refused. */
class RefusedFilesTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger sent = new AtomicInteger();

    @TempDir
    private Path folder;

    private RouteDeployer deployer;
    private Path capture;

    @BeforeEach
    void start() throws Exception {
        capture = Files.createDirectory(folder.resolve("captures")).resolve("day.pcap");
        Files.copy(Path.of("src/test/resources/cases/l81-qinq-9200-9300-8200.pcap"), capture);
        deployer = new RouteDeployer(
                camel,
                Files.createDirectory(folder.resolve("routes.d")),
                new ShippedRoutes(List.of(), Set.of()),
                LentBeans.none(),
                (sentTo, read) -> Map.of());
        camel.addService(deployer);
        camel.getRegistry().bind("seen", (Processor) exchange -> sent.incrementAndGet());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static String route(String id, String source) {
        return """
                - route:
                    id: %s
                    from:
                      uri: "%s"
                      steps:
                        - process: {ref: seen}
                """.formatted(id, source);
    }

    private Collection<String> refused(String text) throws IOException {
        Files.writeString(folder.resolve("routes.d/a.camel.yaml"), text);
        deployer.scanNow();
        return deployer.getRefusedFiles();
    }

    /** The order of the names of files says nothing, and an error in the audit log would. */
    @Test
    void logsNoRefusalOfAFileThatIsRightWithALaterOne() throws IOException {
        Files.writeString(folder.resolve("routes.d/z.camel.yaml"), DeployTests.configuration("shared"));
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            assertThat(refused(route("one", "timer:one")
                            .replace("id: one\n", "id: one\n    routeConfigurationId: shared\n")))
                    .isEmpty();
            assertThat(audit.lines()).hasSize(2).allMatch(line -> line.contains("deployed"));
        }
    }

    /** Each round of the deployment finds one more file right. */
    @Test
    void deploysAChainOfFilesAtOnce() throws IOException {
        String using = "id: %1$s\n    routeConfigurationId: %2$s\n";
        Files.writeString(
                folder.resolve("routes.d/b.camel.yaml"),
                DeployTests.configuration("of-b")
                        + route("b", "timer:b").replace("id: b\n", using.formatted("b", "of-c")));
        Files.writeString(folder.resolve("routes.d/c.camel.yaml"), DeployTests.configuration("of-c"));
        assertThat(refused(route("a", "timer:a").replace("id: a\n", using.formatted("a", "of-b"))))
                .isEmpty();
    }

    @Test
    void logsNoRefusalOfAFileThatIsGoneBeforeItIsRead() {
        Surroundings surroundings = Surroundings.expected(Settings.load(), LentBeans.none());
        Deployments deployments = new Deployments(
                new RouteFileCheck(surroundings),
                new RouteSwap(camel, new ShippedRoutes(List.of(), Set.of())),
                new TopicCheck((sentTo, read) -> Map.of(), camel::resolvePropertyPlaceholders),
                Set.of());
        try (LogLines audit = new LogLines("io.wadi.audit")) {
            deployments.apply(new RouteFolder.Changes(List.of(folder.resolve("gone.camel.yaml")), List.of()));
            assertThat(deployments.refused()).hasSize(1);
            assertThat(audit.lines()).isEmpty();
        }
    }

    @Test
    void readsNoCaptureBeforeAllOfThemAreThere() throws IOException {
        Path missing = folder.resolve("night.pcap");
        String text = route("day", "pcap:file:" + capture) + route("night", "pcap:file:" + missing);
        assertThat(refused(text))
                .containsExactly("a.camel.yaml:10: does not start: Capture file " + missing + " does not exist");
        assertThat(sent).hasValue(0);
        Files.copy(capture, missing);
        Files.delete(folder.resolve("routes.d/a.camel.yaml"));
        deployer.scanNow();
        assertThat(refused(text)).isEmpty();
        await().untilAsserted(() -> assertThat(sent).hasValue(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a.txt", "/*.pcapng"})
    void readsNoCaptureBesideOneThatIsNone(String name) throws IOException {
        Files.writeString(
                Files.createDirectory(folder.resolve("others")).resolve("a.txt"), "This is no capture at all.");
        assertThat(refused(route("day", "pcap:file:" + capture)
                        + route("other", "pcap:file:" + folder + "/others" + name)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:10: does not start: ");
        assertThat(sent).hasValue(0);
    }

    @Test
    void readsNoCaptureBesideAPortThatIsTaken() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(refused(route("day", "pcap:file:" + capture)
                            + route("exporters", "netflow:udp:127.0.0.1:" + other.getLocalPort())))
                    .singleElement()
                    .asString()
                    .contains("Cannot listen for exporters");
        }
        assertThat(sent).hasValue(0);
    }

    /** Each try takes a minute, and nothing else is deployed meanwhile. */
    @Test
    void triesABeanThatHangsOnlyWhenItsFileIsWritten() throws Exception {
        LentBeans none = LentBeans.none();
        ShippedRoutes shipped = new ShippedRoutes(List.of(), Set.of());
        Deployments deployments = new Deployments(
                new RouteFileCheck(Surroundings.running(camel, shipped, none), Duration.ofSeconds(2)),
                new RouteSwap(camel, shipped),
                new TopicCheck((sentTo, read) -> Map.of(), camel::resolvePropertyPlaceholders),
                Set.of());
        Path hanging = Files.writeString(folder.resolve("hanging.camel.yaml"), """
                - beans:
                    - {name: never, type: "#class:io.wadi.deploy.DeployFixtures$Hanging", initMethod: open}
                """);
        Path other = folder.resolve("other.camel.yaml");
        deployments.apply(new RouteFolder.Changes(List.of(hanging), List.of()));
        int tries = DeployFixtures.Hanging.MADE.get();
        for (String id : List.of("one", "two")) {
            Files.writeString(other, route(id, "direct:" + id));
            deployments.apply(new RouteFolder.Changes(List.of(other), List.of()));
        }
        assertThat(camel.getRoute("two")).isNotNull();
        assertThat(DeployFixtures.Hanging.MADE).hasValue(tries);
        deployments.apply(new RouteFolder.Changes(List.of(hanging), List.of()));
        assertThat(DeployFixtures.Hanging.MADE).hasValueGreaterThan(tries);
        assertThat(deployments.refused()).hasSize(1);
    }
}

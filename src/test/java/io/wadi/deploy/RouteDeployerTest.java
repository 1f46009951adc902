package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.awaitility.Awaitility.await;

import io.wadi.pcap.CaptureInterface;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test scans the folder explicitly, so none waits for the clock. */
class RouteDeployerTest {

    private static final String SHIPPED = "classpath:io/wadi/deploy/shipped.camel.yaml";

    @TempDir
    private Path folder;

    private DefaultCamelContext camel;
    private RouteDeployer deployer;
    private ProducerTemplate messages;

    @BeforeEach
    void create() throws Exception {
        camel = new DefaultCamelContext();
        deployer = new RouteDeployer(
                camel,
                folder,
                new ShippedRoutes(List.of(SHIPPED), Set.of("capture")),
                LentBeans.none(),
                RouteDeployerTest::unusable);
        camel.addService(deployer);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource(SHIPPED));
        messages = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static Map<String, String> unusable(Set<String> sentTo, Set<String> read) {
        if (sentTo.contains("pakets*")) {
            return Map.of("pakets*", "this is no name of a topic");
        }
        return read.contains("pakets") ? Map.of("pakets", "there is no topic pakets") : Map.of();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** A route that answers with a word. */
    private static String answering(String id, String word) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            constant: %s
                """.formatted(id, id, word);
    }

    private String ask(String id) {
        return messages.requestBody("direct:" + id, "?", String.class);
    }

    private ServiceStatus status(String id) {
        return camel.getRouteController().getRouteStatus(id);
    }

    @Test
    void deploysAFileThatIsAddedWhileRunning() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        await().untilAsserted(() -> assertThat(deployer.getDeployedCount()).isEqualTo(1));
        assertThat(ask("mine")).isEqualTo("hello");
    }

    private static String deeplyNested() {
        return "- " + "[".repeat(20_000) + "]".repeat(20_000);
    }

    @Test
    void goesOnDeployingAfterAFileThatOverflowsAStack() throws IOException {
        camel.start();
        write("a.camel.yaml", deeplyNested());
        write("b.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles())
                .containsExactly("a.camel.yaml:1: lists and mappings are nested deeper than 200");
        assertThat(ask("mine")).isEqualTo("hello");
        write("c.camel.yaml", answering("later", "still here"));
        await().untilAsserted(() -> assertThat(deployer.getDeployedCount()).isEqualTo(2));
        assertThat(ask("later")).isEqualTo("still here");
    }

    @Test
    void startsBesideAFileThatOverflowsAStack() throws IOException {
        write("a.camel.yaml", deeplyNested());
        write("b.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        camel.start();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getRefusedCount()).isEqualTo(1);
    }

    @Test
    void goesOnDeployingAfterABeanThatThrowsAnError() throws IOException {
        camel.start();
        write("a.camel.yaml", """
                - beans:
                    - name: broken
                      type: "#class:io.wadi.deploy.DeployFixtures$Overflowing"
                """ + answering("mine", "hello"));
        write("b.camel.yaml", answering("other", "hi"));
        deployer.scanNow();
        assertThat(deployer.getRefusedCount()).isEqualTo(1);
        assertThat(ask("other")).isEqualTo("hi");
    }

    @Test
    void replacesTheRoutesOfAnEditedFileAndNoOthers() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        write("b.camel.yaml", answering("other", "hi"));
        deployer.scanNow();
        Object other = camel.getRoute("other");
        Object shipped = camel.getRoute("shipped-one");
        write("a.camel.yaml", answering("mine", "good day"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("good day");
        assertThat(camel.getRoute("other")).isSameAs(other);
        assertThat(camel.getRoute("shipped-one")).isSameAs(shipped);
    }

    @Test
    void removesARouteThatAnEditLeavesOut() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello") + answering("second", "hi"));
        deployer.scanNow();
        write("a.camel.yaml", answering("renamed", "hello"));
        deployer.scanNow();
        assertThat(camel.getRoutes())
                .extracting("routeId")
                .containsExactlyInAnyOrder("renamed", "shipped-one", "shipped-two", "shipped-three");
    }

    @Test
    void keepsTheOldVersionWhileAFileIsBrokenAndDeploysTheFix() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        write("a.camel.yaml", answering("mine", "x").replace("setBody", "setBodie"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getRefusedFiles())
                .containsExactly("a.camel.yaml:6: Unknown node id: setBodie; the nearest is setBody");
        write("a.camel.yaml", answering("mine", "fixed"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("fixed");
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }

    @Test
    void clearsARefusalWhenTheOldTextComesBack() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        Object running = camel.getRoute("mine");
        write("a.camel.yaml", "broken: [");
        deployer.scanNow();
        write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        assertThat(camel.getRoute("mine")).isSameAs(running);
    }

    @Test
    void removesTheRoutesOfADeletedFile() throws IOException {
        camel.start();
        Path file = write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        Files.delete(file);
        deployer.scanNow();
        assertThat(camel.getRoute("mine")).isNull();
        assertThat(deployer.getDeployedFiles()).isEmpty();
    }

    @Test
    void followsARenamedFile() throws IOException {
        camel.start();
        Path file = write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        Files.move(file, folder.resolve("b.camel.yaml"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getDeployedFiles()).singleElement().asString().startsWith("b.camel.yaml ");
    }

    /** One that stands in its file, and one of a template. */
    @ParameterizedTest
    @ValueSource(strings = {"shipped-one", "shipped-three"})
    void putsAFileInThePlaceOfAShippedRouteAndBringsThatBack(String route) throws IOException {
        camel.start();
        Object other = camel.getRoute("shipped-two");
        assertThat(ask(route)).isEqualTo("shipped");
        Path file = write("a.camel.yaml", answering(route, "mine"));
        deployer.scanNow();
        assertThat(ask(route)).isEqualTo("mine");
        Files.delete(file);
        deployer.scanNow();
        assertThat(ask(route)).isEqualTo("shipped");
        assertThat(camel.getRoute("shipped-two")).isSameAs(other);
    }

    /** Its target is outside, so no check of the file alone finds it. */
    @Test
    void keepsTheShippedRouteThatAFileWithAMissingTopicReplaces() throws IOException {
        write("a.camel.yaml", answering("shipped-one", "mine").replace("direct:shipped-one", "kafka:pakets"));
        deployer.scanNow();
        camel.start();
        assertThat(deployer.getRefusedFiles()).containsExactly("a.camel.yaml:4: there is no topic pakets");
        assertThat(ask("shipped-one")).isEqualTo("shipped");
    }

    /** Alone it is valid, so the shipped route has stood aside for it. */
    @Test
    void keepsTheShippedRouteThatAFileReplacesIfAnotherFileIsInItsWay() throws IOException {
        write("a.camel.yaml", answering("mine", "hello"));
        write("b.camel.yaml", answering("mine", "x") + answering("shipped-one", "x"));
        camel.start();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getRefusedCount()).isEqualTo(1);
        assertThat(ask("shipped-one")).isEqualTo("shipped");
    }

    @Test
    void triesAgainToBringAShippedRouteBack() throws IOException {
        AtomicInteger left = new AtomicInteger(2);
        camel.start();
        Path file = write("a.camel.yaml", answering("shipped-one", "mine"));
        deployer.scanNow();
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onRoutesAdd(Collection<Route> routes) {
                if (left.getAndDecrement() > 0) {
                    throw new IllegalStateException("not yet");
                }
            }
        });
        Files.delete(file);
        await().untilAsserted(() -> assertThat(ask("shipped-one")).isEqualTo("shipped"));
        assertThat(left).hasNonPositiveValue();
    }

    @Test
    void bringsAShippedRouteBackWhenItsIdLeavesTheFile() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("shipped-one", "mine"));
        deployer.scanNow();
        write("a.camel.yaml", answering("else", "mine"));
        deployer.scanNow();
        assertThat(ask("shipped-one")).isEqualTo("shipped");
        assertThat(ask("else")).isEqualTo("mine");
    }

    /** Whose clock was set back since the file was written, too. */
    @ParameterizedTest
    @ValueSource(longs = {-60, 3600})
    void neverStartsAShippedRouteThatAFileReplacesFromTheStart(long seconds) throws IOException {
        DeployFixtures.Starts starts = new DeployFixtures.Starts();
        camel.getRegistry().bind("starts", starts);
        Path file = write("a.camel.yaml", answering("shipped-one", "mine"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
        camel.getManagementStrategy().addEventNotifier(starts);
        camel.start();
        assertThat(ask("shipped-one")).isEqualTo("mine");
        assertThat(starts.sources()).containsExactly("shipped.camel.yaml", "a.camel.yaml");
    }

    /** Which is deployed with it, so it is right. */
    @Test
    void neverStartsAShippedRouteThatAFileReplacesWithTheConfigurationOfAnother() throws IOException {
        DeployFixtures.Starts starts = new DeployFixtures.Starts();
        camel.getRegistry().bind("starts", starts);
        write(
                "a.camel.yaml",
                answering("shipped-one", "mine")
                        .replace("id: shipped-one\n", "id: shipped-one\n    routeConfigurationId: shared\n"));
        write("b.camel.yaml", DeployTests.configuration("shared"));
        camel.getManagementStrategy().addEventNotifier(starts);
        camel.start();
        assertThat(ask("shipped-one")).isEqualTo("mine");
        assertThat(starts.sources()).containsExactly("shipped.camel.yaml", "a.camel.yaml");
    }

    @Test
    void startsWithTheGoodFilesAndReportsTheBad() throws IOException {
        write("a.camel.yaml", answering("mine", "hello"));
        write("b.camel.yaml", "- route: [");
        camel.start();
        deployer.scanNow();
        assertThat(camel.isStarted()).isTrue();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getRefusedFiles()).singleElement().asString().startsWith("b.camel.yaml:");
    }

    @Test
    void putsTheOldTextBackWhenTheNewDoesNotStart() throws IOException {
        camel.getRegistry().bind("broken", new DeployFixtures.BrokenServer());
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        deployer.scanNow();
        write("a.camel.yaml", answering("mine", "x") + "        - process: {ref: broken}\n");
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("hello");
        assertThat(deployer.getRefusedFiles())
                .singleElement()
                .asString()
                .isEqualTo("a.camel.yaml:2: does not start: the server is away");
    }

    /** A server that both versions need may be away. */
    @Test
    void bringsTheShippedRouteBackWhenNoVersionStarts() throws IOException {
        DeployFixtures.BrokenServer server = new DeployFixtures.BrokenServer();
        server.setAway(false);
        camel.getRegistry().bind("server", server);
        camel.start();
        String needing = answering("shipped-one", "mine") + "        - process: {ref: server}\n";
        Path file = write("a.camel.yaml", needing);
        deployer.scanNow();
        assertThat(ask("shipped-one")).isEqualTo("mine");
        server.setAway(true);
        write("a.camel.yaml", needing.replace("mine", "new"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).hasSize(2).last().asString().contains("does not start again");
        assertThat(ask("shipped-one")).isEqualTo("shipped");
        server.setAway(false);
        Files.delete(file);
        deployer.scanNow();
        assertThat(ask("shipped-one")).isEqualTo("shipped");
        write("a.camel.yaml", needing.replace("mine", "newest"));
        deployer.scanNow();
        assertThat(ask("shipped-one")).isEqualTo("newest");
    }

    @Test
    void forgetsThatAFileWasWrongWhenItIsNotForThisProcess() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("mine", "hello"));
        write("b.camel.yaml", "- route: [");
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).hasSize(1);
        write("a.camel.yaml", answering("mine", "hello") + answering("capture", "x"));
        write("b.camel.yaml", answering("capture", "x"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        assertThat(status("mine")).isNull();
    }

    /** A pattern is no topic: none is made for it. */
    @Test
    void looksForNoTopicOfAnIntercept() throws IOException {
        camel.start();
        write("a.camel.yaml", """
                - interceptFrom:
                    uri: "kafka:pakets*"
                    steps:
                      - log: {message: seen}
                """ + answering("mine", "hello"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pcap:live:nosuch0", "pcap:live:{{my.interface:nosuch0}}", "pcap:live:nosuch{{my.number:0}}"})
    void namesTheLineOfAnInterfaceThatIsMissing(String source) throws IOException {
        assumeThatCode(CaptureInterface::list).doesNotThrowAnyException();
        camel.start();
        write("a.camel.yaml", answering("mine", "hello").replace("direct:mine", source));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles())
                .containsExactly("a.camel.yaml:4: does not start: There is no interface nosuch0:"
                        + " './wadi interfaces' lists all interfaces");
    }

    @Test
    void namesTheAddressThatIsInUse() throws IOException {
        camel.start();
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            write("a.camel.yaml", answering("mine", "x").replace("direct:mine", "netflow:udp:" + address));
            deployer.scanNow();
            assertThat(deployer.getRefusedFiles())
                    .singleElement()
                    .asString()
                    .startsWith("a.camel.yaml:4: does not start: Cannot listen for exporters on " + address + ": ");
        }
    }

    @Test
    void bringsTheShippedRouteBackWhenItsReplacementDoesNotStart() throws IOException {
        camel.getRegistry().bind("broken", new DeployFixtures.BrokenServer());
        camel.start();
        write("a.camel.yaml", answering("shipped-one", "x") + "        - process: {ref: broken}\n");
        deployer.scanNow();
        assertThat(ask("shipped-one")).isEqualTo("shipped");
        assertThat(status("shipped-one")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void refusesTheSecondFileWithAnIdUntilTheFirstGoes() throws IOException {
        camel.start();
        Path first = write("a.camel.yaml", answering("mine", "first"));
        write("b.camel.yaml", answering("mine", "second"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("first");
        assertThat(deployer.getRefusedFiles())
                .containsExactly(
                        "b.camel.yaml:2: route mine is in a.camel.yaml too",
                        "b.camel.yaml:4: consumer of direct:mine is in a.camel.yaml too");
        Files.delete(first);
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("second");
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }

    @Test
    void exchangesTheContentsOfTwoFiles() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("one", "first"));
        write("b.camel.yaml", answering("two", "second"));
        deployer.scanNow();
        write("a.camel.yaml", answering("two", "second, moved"));
        write("b.camel.yaml", answering("one", "first, moved"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        assertThat(ask("one")).isEqualTo("first, moved");
        assertThat(ask("two")).isEqualTo("second, moved");
    }

    @Test
    void keepsTheOldVersionsWhileOneOfTwoExchangedFilesIsWrong() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("one", "first"));
        write("b.camel.yaml", answering("two", "second"));
        deployer.scanNow();
        write("a.camel.yaml", answering("two", "second, moved"));
        write("b.camel.yaml", answering("one", "first, moved").replace("setBody", "setBodi"));
        deployer.scanNow();
        assertThat(ask("one")).isEqualTo("first");
        assertThat(ask("two")).isEqualTo("second");
    }

    @Test
    void leavesAloneWhatAnotherProcessRuns() throws IOException {
        camel.start();
        write("a.camel.yaml", answering("capture", "x"));
        deployer.scanNow();
        assertThat(camel.getRoute("capture")).isNull();
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }

    @Test
    void makesAndUnmakesTheBeansOfAFile() throws IOException {
        camel.start();
        String beans = """
                - beans:
                    - name: pool
                      type: io.wadi.deploy.DeployFixtures$Pool
                      destroyMethod: close
                """;
        Path file = write("a.camel.yaml", beans + answering("mine", "hello"));
        deployer.scanNow();
        DeployFixtures.Pool pool = camel.getRegistry().lookupByNameAndType("pool", DeployFixtures.Pool.class);
        assertThat(pool.isClosed()).isFalse();
        Files.delete(file);
        deployer.scanNow();
        assertThat(pool.isClosed()).isTrue();
        assertThat(camel.getRegistry().lookupByName("pool")).isNull();
    }

    @Test
    void checksAnEditedFileWithItsNewBeans() throws IOException {
        camel.start();
        String text = "- beans: [{name: thing, type: io.wadi.deploy.DeployFixtures$Received}]\n"
                + answering("mine", "hello") + "        - bean: {ref: thing, method: \"add('x', 'y')\"}\n";
        write("a.camel.yaml", text);
        deployer.scanNow();
        write("a.camel.yaml", text.replace("$Received", "$Pool").replace("add('x', 'y')", "close"));
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        ask("mine");
        assertThat(camel.getRegistry()
                        .lookupByNameAndType("thing", DeployFixtures.Pool.class)
                        .isClosed())
                .isTrue();
    }

    /** As pools of connections, which would keep them for each version of the file. */
    @Test
    void closesTheBeansOfAFileThatCanBeClosed() throws IOException {
        camel.start();
        String bean = "- beans: [{name: pool, type: \"io.wadi.deploy.DeployFixtures$Closeable\"}]\n";
        int before = DeployFixtures.Closeable.OPEN.get();
        Path file = write("a.camel.yaml", bean + answering("mine", "hello"));
        deployer.scanNow();
        assertThat(DeployFixtures.Closeable.OPEN).hasValue(before + 1);
        write("a.camel.yaml", bean + answering("mine", "good day"));
        deployer.scanNow();
        assertThat(ask("mine")).isEqualTo("good day");
        assertThat(DeployFixtures.Closeable.OPEN).hasValue(before + 1);
        Files.move(file, folder.resolve("b.camel.yaml"));
        deployer.scanNow();
        assertThat(DeployFixtures.Closeable.OPEN).hasValue(before + 1);
        Files.delete(folder.resolve("b.camel.yaml"));
        deployer.scanNow();
        assertThat(DeployFixtures.Closeable.OPEN).hasValue(before);
    }

    @Test
    void waitsForMessagesUnderWayBeforeItSwaps() throws Exception {
        DeployFixtures.Gate gate = new DeployFixtures.Gate();
        camel.getRegistry().bind("gate", gate);
        camel.start();
        String old =
                answering("mine", "old").replace("direct:", "seda:") + "        - bean: {ref: gate, method: pass}\n";
        write("a.camel.yaml", old);
        deployer.scanNow();
        messages.sendBody("seda:mine", "under way");
        gate.awaitEntered();
        write("a.camel.yaml", old.replace("constant: old", "constant: new"));
        CompletableFuture<Void> swap = CompletableFuture.runAsync(deployer::scanNow);
        gate.open();
        swap.join();
        assertThat(gate.passed()).isEqualTo("old");
        messages.sendBody("seda:mine", "next");
        await().until(() -> "new".equals(gate.passed()));
    }
}

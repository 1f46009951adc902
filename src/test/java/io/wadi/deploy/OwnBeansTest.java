package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans of route files that cannot be made. */
class OwnBeansTest {

    @TempDir
    private Path folder;

    private DefaultCamelContext camel;
    private RouteDeployer deployer;

    @BeforeEach
    void create() throws Exception {
        camel = new DefaultCamelContext();
        deployer = new RouteDeployer(
                camel, folder, new ShippedRoutes(List.of(), Set.of()), LentBeans.none(), (sentTo, read) -> Map.of());
        camel.addService(deployer);
        DeployFixtures.Unready.MADE.set(0);
        DeployFixtures.Unready.OPEN.set(0);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** A file with a bean whose class is in {@link DeployFixtures}; {@code keys} are further keys of the bean. */
    private Path write(String type, String... keys) throws IOException {
        return Files.writeString(
                folder.resolve("a.camel.yaml"),
                "- beans:\n    - name: own\n      type: io.wadi.deploy.DeployFixtures$" + type + "\n"
                        + String.join("\n", keys).indent(6) + DeployTests.route("direct:in", "- log: x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initMethod: start",
                "{initMethod: start, factoryMethod: create}",
                "{initMethod: start, factoryBean: 'io.wadi.deploy.DeployFixtures$Unready', factoryMethod: create}",
                "{initMethod: start, destroyMethod: close}",
                "properties: {server: db}",
                "properties: {port: 5}",
                "properties: {prt: 5}",
                "initMethod: strat",
                "destroyMethod: strat",
            })
    void closesWhatCannotBeMade(String keys) throws IOException {
        camel.start();
        Path file = write(
                "Unready", keys.startsWith("{") ? keys.replaceAll("[{}]", "").replace(", ", "\n") : keys);
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).hasSize(1);
        Files.writeString(
                folder.resolve("b.camel.yaml"),
                DeployTests.route("direct:b", "- log: x").replace("mine", "b"));
        deployer.scanNow();
        assertThat(deployer.getDeployedCount()).isEqualTo(1);
        Files.delete(file);
        deployer.scanNow();
        assertThat(DeployFixtures.Unready.MADE.get()).isGreaterThan(1);
        assertThat(DeployFixtures.Unready.OPEN).hasValue(0);
    }

    /** A bean's property {@code uri} is no endpoint, and its {@code exception} no class. */
    @Test
    void propertiesOfABeanMayBeCalledAsKeysOfTheDsl() throws IOException {
        camel.start();
        List<String> names = List.of(
                "uri",
                "ref",
                "exception",
                "aggregationStrategy",
                "beanType",
                "routeConfigurationId",
                "valueDeserializer",
                "to",
                "deadLetterUri");
        write(
                "Words",
                "properties:",
                names.stream()
                        .map(name -> name + ": redis:" + name + "\n")
                        .collect(Collectors.joining())
                        .indent(2),
                "  enrich: {constant: 'nix:x', uri: 'nix:y'}");
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        assertThat(DeployFixtures.Words.SET)
                .containsAll(names.stream().map(name -> "redis:" + name).toList());
    }

    /** Camel's repositories fail when they are closed without having been started. */
    @Test
    void leavesServicesOfCamelThatWereNeverStarted() throws IOException {
        String bean =
                "- beans: [{name: own, type: org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository}]\n";
        try (LogLines log = new LogLines("io.wadi.deploy.OwnBeans")) {
            assertThat(DeployTests.findings(folder, bean + DeployTests.route("direct:in", "- log: x")))
                    .isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void callsTheDestroyMethodOfWhatCannotBeMade() throws IOException {
        camel.start();
        write("Unready", "initMethod: start", "destroyMethod: stop");
        deployer.scanNow();
        int made = DeployFixtures.Unready.MADE.get();
        assertThat(made).isPositive();
        assertThat(DeployFixtures.Unready.OPEN).hasValue(-100 * made);
    }

    @ParameterizedTest
    @CsvSource({"initMethod: start, true", "properties: {server: db}, true", "properties: {port: 5}, false"})
    void retriesWhatFailsBecauseOfAServer(String key, boolean again) throws IOException {
        camel.start();
        write("Unready", key);
        deployer.scanNow();
        assertThat(deployer.refused())
                .extracting(Refusal::retry)
                .containsExactly(again ? Retry.SOON : Retry.WITH_OTHERS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Unready | initMethod: start      | 4 | start: Connection refused
            Unready | properties: {server: db} | 4 | server: there is no host db
            Unready | properties: {port: 5}  | 4 | port: port 5 is no port of this server
            Unready | initMethod: strat      | 4 | there is no method strat
            Unready | destroyMethod: strat   | 4 | there is no method strat
            Unready | factoryMethod: start   | 2 | Cannot create bean instance using factory method: io.wadi.deploy.DeployFixtures$Unready#start
            Unready | constructors: {0: abc} | 2 | the class has no constructor for these values
            Alone   | properties: {map: {a: x, b: y}} | 3 | map: of its 2 entries only the last would remain; give the class a method getMap()
            Alone   | properties: {map.a: x, map.b: y} | 3 | map: of its 2 entries only the last would remain; give the class a method getMap()
            Lacking |                        | 2 | no token
            Unusable |                       | 2 | "abc" is not a number
            Hidden  |                        | 2 | its class and constructor must be public
            """)
    void namesBeanClassAndReason(String type, String key, int line, String reason) throws IOException {
        String text = Files.readString(write(type, key == null ? "" : key));
        String sentence = "a.camel.yaml:" + line + ": bean own of class io.wadi.deploy.DeployFixtures$" + type
                + " cannot be made: " + reason;
        assertThat(DeployTests.findings(folder, text)).containsExactly(sentence);
        assertThat(DeployTests.findings(folder, text)).containsExactly(sentence);
    }
}

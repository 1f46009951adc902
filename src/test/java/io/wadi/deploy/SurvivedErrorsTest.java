package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that are no exceptions, thrown by a processor of one's own. */
class SurvivedErrorsTest {

    @TempDir
    private Path folder;

    /** Fails as its message says. */
    public static final class Failing implements Processor {

        @Override
        public void process(Exchange exchange) {
            switch (exchange.getMessage().getBody(String.class)) {
                case "overflow" -> throw new StackOverflowError();
                case "assertion" -> throw new AssertionError("no");
                case "linkage" -> throw new NoClassDefFoundError("com/example/Missing");
                default -> exchange.getMessage().setBody("done");
            }
        }
    }

    private DefaultCamelContext deployed(String... steps) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        Files.writeString(
                folder.resolve("a.camel.yaml"),
                "- beans: [{name: own, type: '" + Failing.class.getName() + "'}]\n"
                        + DeployTests.route("direct:in", steps));
        RouteDeployer deployer = new RouteDeployer(
                camel, folder, new ShippedRoutes(List.of(), Set.of()), LentBeans.none(), (sentTo, read) -> Map.of());
        camel.addService(deployer);
        camel.start();
        deployer.scanNow();
        assertThat(deployer.getRefusedFiles()).isEmpty();
        return camel;
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow", "assertion", "linkage"})
    void areFailuresOfTheExchange(String body) throws Exception {
        try (DefaultCamelContext camel = deployed("- process: {ref: own}", "- setBody: {constant: later}")) {
            Exchange failed = camel.createProducerTemplate()
                    .send("direct:in", each -> each.getMessage().setBody(body));
            assertThat(failed.getException()).hasRootCauseInstanceOf(Error.class);
            assertThat(failed.getMessage().getBody()).isEqualTo(body);
            Exchange next = camel.createProducerTemplate()
                    .send("direct:in", each -> each.getMessage().setBody("good"));
            assertThat(next.getException()).isNull();
            assertThat(next.getMessage().getBody()).isEqualTo("later");
        }
    }

    @Test
    void areHandledAsExceptionsAre() throws Exception {
        try (DefaultCamelContext camel = deployed(
                "- doTry:",
                "    steps: [{process: {ref: own}}]",
                "    doCatch: [{exception: [java.lang.Throwable], steps: [{setBody: {constant: caught}}]}]")) {
            Exchange caught = camel.createProducerTemplate()
                    .send("direct:in", each -> each.getMessage().setBody("overflow"));
            assertThat(caught.getException()).isNull();
            assertThat(caught.getMessage().getBody()).isEqualTo("caught");
        }
    }
}

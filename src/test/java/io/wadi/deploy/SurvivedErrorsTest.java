package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** A part that fails as its message says, in each of the roles that Camel calls in the thread of the consumer. */
    public static final class FailingPart implements AggregationStrategy, Predicate, Expression, IdempotentRepository {

        private static Exchange failing(Exchange exchange) {
            new Failing().process(exchange);
            return exchange;
        }

        @Override
        public Exchange aggregate(Exchange old, Exchange next) {
            return failing(next);
        }

        @Override
        public boolean matches(Exchange exchange) {
            return failing(exchange) != null;
        }

        @Override
        public <T> T evaluate(Exchange exchange, Class<T> type) {
            return exchange.getContext()
                    .getTypeConverter()
                    .convertTo(type, failing(exchange).getMessage().getBody());
        }

        @Override
        public void init(CamelContext camel) {}

        @Override
        public boolean add(String key) {
            throw new AssertionError(key);
        }

        @Override
        public boolean contains(String key) {
            throw new AssertionError(key);
        }

        @Override
        public boolean remove(String key) {
            return true;
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    private DefaultCamelContext deployed(String... steps) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        Files.writeString(
                folder.resolve("a.camel.yaml"),
                "- beans: [{name: own, type: '" + Failing.class.getName() + "'}, {name: part, type: '"
                        + FailingPart.class.getName() + "'}]\n"
                        + DeployTests.route("direct:in", steps));
        RouteDeployer deployer = new RouteDeployer(
                camel, folder, new ShippedRoutes(List.of(), Set.of()), LentBeans.none(), (sentTo, read) -> Map.of());
        camel.getShutdownStrategy().setTimeout(1);
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

    static List<String> parts() {
        return List.of(
                "- setBody: {ref: part}",
                "- filter: {ref: part, steps: [{setBody: {constant: x}}]}",
                "- choice: {when: [{ref: part, steps: [{setBody: {constant: x}}]}]}",
                "- split: {simple: '${body}', aggregationStrategy: '#part', steps: [{setHeader: {name: a, constant: b}}]}",
                "- split: {ref: {ref: part}, steps: [{setHeader: {name: a, constant: b}}]}",
                "- aggregate: {correlationExpression: {constant: '1'}, aggregationStrategy: '#part', completionSize: 2, steps: [{to: 'log:a'}]}",
                "- aggregate: {correlationExpression: {ref: {ref: part}}, aggregationStrategy: '#part', completionSize: 2, steps: [{to: 'log:a'}]}",
                "- enrich: {constant: 'log:other', aggregationStrategy: '#part'}",
                "- multicast: {aggregationStrategy: '#part', steps: [{to: 'log:other'}]}",
                "- recipientList: {ref: {ref: part}}",
                "- recipientList: {constant: 'log:other', aggregationStrategy: '#part'}",
                "- validate: {ref: part}",
                "- loop: {ref: {ref: part}, steps: [{setHeader: {name: a, constant: b}}]}",
                "- delay: {expression: {ref: {ref: part}}}",
                "- throttle: {ref: {ref: part}}",
                "- dynamicRouter: {ref: {ref: part}}",
                "- routingSlip: {ref: {ref: part}}",
                "- idempotentConsumer: {simple: '${body}', idempotentRepository: '#part', steps: [{to: 'log:a'}]}",
                "- script: {ref: part}",
                "- loop: {constant: '2', steps: [{split: {simple: '${body}', steps: [{setBody: {ref: part}}], shareUnitOfWork: true}}]}");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void ofPartsAreFailuresOfTheExchange(String step) throws Exception {
        try (DefaultCamelContext camel = deployed(step)) {
            for (String body : List.of("overflow", "assertion")) {
                Exchange failed = camel.createFluentProducerTemplate()
                        .to("direct:in")
                        .withBody(body)
                        .asyncSend()
                        .get(2, TimeUnit.SECONDS);
                assertThat(failed.getException()).isNotNull();
            }
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

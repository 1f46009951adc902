package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.web.health.RouteChecks;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory of routes that are removed, with the health checks and the meters of a running Wadi. */
class RemovedRoutesTest extends AggregatingRoutes {

    private static final String FAILING = "- throwException: {exceptionType: java.io.IOException, message: boom}\n";
    private static final String LOG = "- log: {message: \"${body}\", loggingLevel: DEBUG}\n";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<WeakReference<Object>> made = new ArrayList<>();

    @BeforeEach
    void watch() {
        MicrometerRoutePolicyFactory policies = new MicrometerRoutePolicyFactory();
        policies.setMeterRegistry(meters);
        camel.addRoutePolicyFactory(policies);
        HealthCheckRegistry health = HealthCheckRegistry.get(camel);
        health.register(new RouteChecks());
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onRouteContextCreate(Route route) {
                made.add(new WeakReference<>(route));
                made.add(new WeakReference<>(route.getRoute()));
            }
        });
    }

    static Stream<String> routes() {
        return Stream.of(
                running(LOG),
                running(AGGREGATE, LOG),
                running("""
                        - split:
                            simple: "${body}"
                            parallelProcessing: true
                            steps:
                              - log: a
                        """),
                running("""
                        - multicast:
                            steps:
                              - wireTap: {uri: "log:a"}
                              - to: {uri: "log:b"}
                        - doTry:
                            steps:
                              - log: a
                            doCatch:
                              - exception: [java.io.IOException]
                                steps:
                                  - log: b
                        """),
                running("""
                        - loadBalance:
                            roundRobinLoadBalancer: {}
                            steps:
                              - to: {uri: "log:a"}
                              - to: {uri: "log:b"}
                        - throttle: {constant: "5"}
                        - toD: {uri: "log:${routeId}"}
                        """),
                running("""
                        - pipeline:
                            steps:
                              - filter:
                                  simple: "${body} == 1"
                                  steps:
                                    - log: a
                              - threads: {}
                        """),
                running(FAILING)
                        .replace(
                                "id: in\n",
                                "id: in\n    errorHandler: {deadLetterChannel: {deadLetterUri: \"log:dead\"}}\n"),
                withPolicy("""
                        intercept:
                          - intercept: {steps: [{log: a}]}
                        """),
                withPolicy("""
                        onCompletion:
                          - onCompletion: {steps: [{log: a}]}
                        """),
                withPolicy("""
                        onException:
                          - onException:
                              exception: [java.io.IOException]
                              handled: {constant: "true"}
                              redeliveryPolicy: {maximumRedeliveries: "1", redeliveryDelay: "1"}
                              steps: [{log: a}]
                        """));
    }

    private static String running(String... steps) {
        return routeFrom("timer:in?delay=0&period=100", "in", steps);
    }

    private static String withPolicy(String policy) {
        return running(FAILING).replace("id: in\n", "id: in\n    routeConfigurationId: mine\n")
                + "- routeConfiguration:\n    id: mine\n" + policy.indent(4);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isFreed(String text) throws IOException {
        Path file = deploy(text);
        assertThat(deployer.getRefusedFiles()).isEmpty();
        awaitMessage();
        write("a", text + "# edited\n");
        deployer.scanNow();
        awaitMessage();
        delete(file);
        assertThat(made).hasSizeGreaterThan(3);
        await().untilAsserted(this::assertFreed);
    }

    private void awaitMessage() {
        await().until(() -> exchanges() > 0);
        camel.getRoute("in").getRoutePolicyList().forEach(policy -> made.add(new WeakReference<>(policy)));
        HealthCheckHelper.invoke(camel);
    }

    private long exchanges() throws Exception {
        return camel.getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute("in")
                .getExchangesTotal();
    }

    private void assertFreed() {
        System.gc();
        assertThat(made).extracting(WeakReference::get).containsOnlyNulls();
    }
}

package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.StringAggregationStrategy;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in the open groups of an aggregator when its route is swapped, removed or stopped. */
class AggregatingSwapTest extends AggregatingRoutes {

    private final LogLines log = new LogLines(LogManager.ROOT_LOGGER_NAME);

    @AfterEach
    void nothingIsRejected() {
        camel.stop();
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.contains("RejectedExecution"));
    }

    @Test
    void sendsOnWhatWaitsWhenARouteIsReplaced() throws IOException {
        deploy(route("in", AGGREGATE, receive("old")));
        send("1", "2");
        assertThat(received.bodies()).isEmpty();
        deploy(route("in", AGGREGATE, receive("new")));
        assertThat(received.bodies()).containsExactly("old 12");
        send("3");
        deploy(route("in", AGGREGATE, receive("newer")));
        assertThat(received.bodies()).containsExactly("old 12", "new 3");
    }

    @Test
    void sendsOnWhatWaitsWhenARouteIsRemoved() throws IOException {
        Path file = deploy(route("in", AGGREGATE, receive("old")));
        send("1", "2");
        delete(file);
        assertThat(received.bodies()).containsExactly("old 12");
    }

    @Test
    void sendsOnWhatWaitsWhenTheReplacementDoesNotStart() throws IOException {
        deploy(route("in", AGGREGATE, receive("old")));
        send("1", "2");
        deploy(route("in", AGGREGATE, "- process: {ref: broken}\n"));
        assertThat(received.bodies()).containsExactly("old 12");
        assertThat(deployer.getRefusedCount()).isEqualTo(1);
    }

    @Test
    void goesOnCollectingWhenTheReplacementIsRefused() throws IOException {
        Path file = deploy(route("in", AGGREGATE, receive("old")));
        send("1", "2");
        deploy(route("in", AGGREGATE, receive("new")).replace("aggregate:", "agregate:"));
        assertThat(deployer.getRefusedCount()).isEqualTo(1);
        assertThat(received.bodies()).isEmpty();
        send("3");
        delete(file);
        assertThat(received.bodies()).containsExactly("old 123");
    }

    @Test
    void sendsOnThroughAggregatorsWithinAggregators() throws IOException {
        Path file = deploy(route("in", AGGREGATE, AGGREGATE, receive("old")));
        send("1", "2");
        delete(file);
        assertThat(received.bodies()).containsExactly("old 12");
    }

    /** The route that is sent to is in the file before or after the one that sends. */
    @Test
    void sendsOnFromRouteToRouteOfTheFile() throws IOException {
        String out = route("out", AGGREGATE, receive("old"));
        String in = route("in", AGGREGATE, "- to: direct:out\n");
        delete(deploy(sent(out + in, "1", "2")));
        delete(deploy(sent(in + out, "3", "4")));
        assertThat(received.bodies()).containsExactly("old 12", "old 34");
    }

    private String sent(String text, String... bodies) throws IOException {
        deploy(text);
        send(bodies);
        return text;
    }

    @Test
    void sendsOnWhatWaitsInTheStepsOfARouteConfiguration() throws IOException {
        Path file = deploy("""
                - routeConfiguration:
                    id: mine
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: "true"}
                          steps:
                """ + (AGGREGATE + receive("failed").indent(8)).indent(12) + """
                - route:
                    id: in
                    routeConfigurationId: mine
                    from:
                      uri: direct:in
                      steps:
                        - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
                """);
        send("1", "2");
        delete(file);
        assertThat(received.bodies()).containsExactly("failed 12");
    }

    @Test
    void sendsOnWhatWaitsWhenTheProcessStops() throws IOException {
        deploy(route("in", AGGREGATE, receive("old")));
        send("1", "2");
        camel.stop();
        assertThat(received.bodies()).containsExactly("old 12");
    }

    /** Groups complete by time-out, on threads of their own, at the moment of each swap. */
    @Test
    void swapsWhileGroupsCompleteByTime() throws IOException {
        String timed = AGGREGATE.replace(
                "steps:", "completionTimeout: \"1\"\n    completionTimeoutCheckerInterval: \"1\"\n    steps:");
        int sent = 0;
        for (int version = 0; version < 30; version++) {
            deploy(route("in", timed, receive("v" + version)));
            for (int i = 0; i < 5; i++) {
                send(".");
                sent++;
            }
        }
        camel.stop();
        assertThat(String.join("", received.bodies())
                        .chars()
                        .filter(c -> c == '.')
                        .count())
                .isEqualTo(sent);
    }

    /** As the shipped stores do: batches that are completed wait for a thread, and the route is not from a file. */
    @Test
    void waitsForTheCompletedGroupsOfAReplacedRouteThatIsNotFromAFile() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("in")
                        .aggregate(constant("all"), new StringAggregationStrategy())
                        .completionSize(2)
                        .executorService(Executors.newSingleThreadExecutor())
                        .process(exchange -> stopping.await(20, TimeUnit.SECONDS))
                        .bean(received, "add('shipped', ${body})");
            }
        });
        send("1", "2", "3", "4", "5");
        Thread swap = new Thread(
                () -> assertThatNoException().isThrownBy(() -> deploy(route("in", AGGREGATE, receive("new")))));
        swap.start();
        await().until(() -> !swap.isAlive() || isWaitingForGroups());
        stopping.countDown();
        swap.join();
        assertThat(received.bodies()).containsExactly("shipped 12", "shipped 34", "shipped 5");
    }

    private static boolean isWaitingForGroups() {
        return Thread.getAllStackTraces().values().stream().flatMap(Stream::of).anyMatch(frame -> frame.getMethodName()
                .equals("doForceCompletionOnStop"));
    }

    @Test
    void discardsWhatWaitsIfTheFileSaysSo() throws IOException {
        String discarding = AGGREGATE.replace("steps:", "forceCompletionOnStop: \"false\"\n    steps:");
        Path file = deploy(route("in", discarding, receive("old")));
        send("1", "2");
        delete(file);
        assertThat(received.bodies()).isEmpty();
    }
}

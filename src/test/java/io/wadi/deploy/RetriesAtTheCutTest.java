package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.store.BatchExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.Test;

/**
 * A store whose batches are all retried holds up everything: one batch is retried, one waits, and the aggregator's timer waits with a
 * third. It holds the aggregator's lock, for which wait the consumer and Camel's task that stops the route.
 */
class RetriesAtTheCutTest {

    /** Far more than a cut takes, and what a failing test waits. */
    private static final int PATIENCE_SECONDS = 20;

    /** Whether the message in hand came back before the consumer's patience ended. */
    private final CompletableFuture<Boolean> returned = new CompletableFuture<>();

    private volatile Thread sender;

    @Test
    void endBeforeTheConsumerStops() throws Exception {
        try (BatchExecutor batches = new BatchExecutor("batches");
                CamelContext camel = new DefaultCamelContext()) {
            ChainedStop.install(camel, List::of);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler()
                            .maximumRedeliveries(-1)
                            .redeliveryDelay(50)
                            .allowRedeliveryWhileStopping(false));
                    from(new Waiting(camel))
                            .routeId("own")
                            .aggregate(simple("${random(8)}"), new GroupedBodyAggregationStrategy())
                            .completionInterval(50)
                            .executorService(batches)
                            .forceCompletionOnStop()
                            .throwException(new IllegalStateException("away"));
                }
            });
            camel.start();
            await().until(() ->
                    batches.getQueue().remainingCapacity() == 0 && sender.getState() == Thread.State.WAITING);
            camel.getRouteController().stopRoute("own", 1, TimeUnit.SECONDS);
        }
        assertThat(returned)
                .as("the message in hand came back while its consumer stopped")
                .isCompletedWithValue(true);
    }

    /** An endpoint whose consumer sends messages, and notes when it stops whether the last has come back. */
    private final class Waiting extends OnlyConsumed {

        Waiting(CamelContext camel) {
            super(camel, "waiting");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new WaitingConsumer(this, processor);
        }
    }

    /** As that of Kafka, it is suspended at first, and stopped at the cut. */
    private final class WaitingConsumer extends DefaultConsumer implements Suspendable {

        WaitingConsumer(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            sender = new Thread(this::sendUntilStopped, "sender");
            sender.start();
        }

        private void sendUntilStopped() {
            while (isStarting() || isStarted()) {
                send();
            }
            returned.complete(true);
        }

        private void send() {
            Exchange exchange = createExchange(true);
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
        }

        @Override
        protected void doStop() throws Exception {
            returned.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            super.doStop();
        }
    }
}

package io.wadi.netflow;

import io.wadi.packet.MemoryCharge;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/** Sends the flows of each batch to the route as one exchange, several in flight, and knows when all are through. Thread-safe. */
final class FlowExchanges {

    private final DefaultConsumer consumer;
    private final NetflowCounters counters;
    private final Runnable atTheEnd;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean allSent;

    /**
     * Creates the exchanges of a consumer.
     *
     * @param atTheEnd runs when the last of them is through, before {@link #finished} completes
     */
    FlowExchanges(DefaultConsumer consumer, NetflowCounters counters, Runnable atTheEnd) {
        this.consumer = consumer;
        this.counters = counters;
        this.atTheEnd = atTheEnd;
    }

    /** Sends a batch; its memory is released when the route is done with it. */
    void send(List<ExportedFlow> flows, MemoryCharge charge) {
        Exchange exchange = consumer.createExchange(false);
        exchange.setProperty(MemoryCharge.PROPERTY, charge);
        exchange.getMessage().setBody(flows);
        int count = flows.size();
        counters.sent(flows);
        consumer.getAsyncProcessor().process(exchange, doneSync -> sent(exchange, count, charge));
    }

    private void sent(Exchange exchange, int count, MemoryCharge charge) {
        Exception failure = exchange.getException();
        if (failure == null) {
            counters.delivered(count, exchange.getProperty(NetflowConstants.REFUSED, 0, Integer.class));
        } else {
            counters.failed(count);
            consumer.getExceptionHandler().handleException("A batch of " + count + " flows failed", exchange, failure);
        }
        consumer.releaseExchange(exchange, false);
        charge.release();
        finishIfDone();
    }

    /** Says that no further batch comes. */
    void endAfterSent() {
        allSent = true;
        finishIfDone();
    }

    private void finishIfDone() {
        if (allSent && counters.delivered() + counters.failed() == counters.flows()) {
            atTheEnd.run();
            finished.complete(null);
        }
    }

    /** Completes when the route has finished all flows of captures; never for UDP. */
    CompletableFuture<Void> finished() {
        return finished;
    }
}

package io.wadi.sink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Route;

/**
 * The error policy of sinks for content that the receiver rejects permanently ({@link Refusals}): the batch is
 * delivered again in halves until one message is rejected alone. That message is skipped, counted ({@code
 * wadi.sink.refused}) and, the first time, logged; it stays on its topic. All other messages are delivered, some of
 * them twice. Stateless.
 */
public final class RefusedBatch {

    /** Property of a batch and its parts: when one of them was last delivered or skipped, by System.nanoTime. */
    private static final String PROGRESS = "WadiRefusedBatchProgress";

    private RefusedBatch() {}

    /**
     * Whether a batch is delivered in halves, and a part of it was delivered or skipped within this time. A batch of
     * thousands of refused messages takes minutes, and is not stuck.
     */
    public static boolean hasProgressed(Exchange batch, Duration within) {
        AtomicLong progress = batch.getProperty(PROGRESS, AtomicLong.class);
        return progress != null && System.nanoTime() - progress.get() < within.toNanos();
    }

    private static AtomicLong progress(Exchange batch) {
        AtomicLong progress = batch.getProperty(PROGRESS, AtomicLong.class);
        if (progress == null) {
            progress = new AtomicLong(System.nanoTime());
            batch.setProperty(PROGRESS, progress);
        }
        return progress;
    }

    /** Whether a receiver permanently refuses the content of an exchange; the condition of an {@code onException}. */
    public static boolean isRefused(Exchange exchange) {
        return reason(exchange) != null;
    }

    private static String reason(Exchange exchange) {
        return Refusals.reason(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class));
    }

    /**
     * Delivers both halves of a refused batch and commits it, or skips its only message. If the route splits the batch
     * into messages, the refused one is known: it is skipped, and the split continues.
     */
    public static void divide(Exchange exchange) throws Exception {
        List<Exchange> records = KafkaBatch.delivered(exchange);
        Integer index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        if (index != null && index < records.size()) {
            leaveOut(exchange, records.get(index));
            return;
        }
        if (records.size() == 1) {
            leaveOut(exchange, records.get(0));
        } else {
            int half = records.size() / 2;
            deliver(exchange, records.subList(0, half));
            deliver(exchange, records.subList(half, records.size()));
        }
        KafkaBatch.commit(exchange);
    }

    private static void leaveOut(Exchange exchange, Exchange record) {
        LeftOut.refused(exchange, KafkaBatch.id(record.getMessage()), reason(exchange));
        progress(exchange).set(System.nanoTime());
    }

    /** Delivers a part of the batch by the same route, as if the consumer had polled only this part. */
    private static void deliver(Exchange whole, List<Exchange> part) throws Exception {
        Route route = whole.getContext().getRoute(whole.getFromRouteId());
        Exchange exchange = route.getEndpoint().createExchange();
        exchange.getExchangeExtension().setFromRouteId(route.getRouteId());
        exchange.getMessage().setBody(List.copyOf(part));
        exchange.setProperty(PROGRESS, progress(whole));
        route.getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        progress(whole).set(System.nanoTime());
    }
}

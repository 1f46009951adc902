package io.wadi.pcap;

import io.wadi.packet.QueueBudget;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a capture to rest: the route finishes the captured packets, within a time limit. */
final class CaptureRest {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureRest.class);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final CaptureGate gate;
    private final QueueBudget budget;
    private final Future<Void> finished;
    private final String route;
    private volatile boolean suspendedInVain;

    /**
     * Prepares it.
     *
     * @param finished done when the route has finished all packets
     */
    CaptureRest(CaptureGate gate, QueueBudget budget, Future<Void> finished, String route) {
        this.gate = gate;
        this.budget = budget;
        this.finished = finished;
        this.route = route;
    }

    /** Camel suspends a route before it stops it, and the aggregation is complete only if no packet follows. */
    void suspend() {
        gate.suspend();
        suspendedInVain = !isReached();
        if (suspendedInVain) {
            LOG.warn("Suspended while {} packets were still in route {}", budget.packets(), route);
        }
    }

    /**
     * Waits until no packet follows. If Camel's time to stop is over, it interrupts: a suspension that failed would keep Camel
     * from stopping the consumer.
     */
    private boolean isReached() {
        long began = System.nanoTime();
        try {
            return gate.awaitRest(DRAIN_NANOS) && budget.awaitEmpty(DRAIN_NANOS - (System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void resume() {
        gate.resume();
        suspendedInVain = false;
    }

    /** If the route did not finish its packets before the suspension, it is not waited for again. */
    void drain() {
        gate.close();
        if (gate.isOpening() && budget.packets() == 0) {
            return;
        }
        try {
            finished.get(suspendedInVain ? 0 : DRAIN_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Stopped while {} packets were still in route {}", budget.packets(), route);
        } catch (ExecutionException e) {
            LOG.debug("The delivery had ended before", e);
        } catch (InterruptedException e) {
            LOG.warn("Stopped at once while {} packets were still in route {}", budget.packets(), route);
            Thread.currentThread().interrupt();
        }
    }
}

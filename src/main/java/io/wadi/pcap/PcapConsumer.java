package io.wadi.pcap;

import io.wadi.component.ConsumerStatus;
import io.wadi.failure.FatalError;
import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.QueueBudget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Captures on an interface or reads files, and sends each batch of packets as one exchange, several in flight. */
@ManagedResource(description = "Managed packet capture")
public class PcapConsumer extends DefaultConsumer implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(PcapConsumer.class);

    private final PcapConfiguration options;
    private final PcapCounters counters = new PcapCounters();
    private volatile List<PcapSource> sources = List.of();
    private volatile CompletableFuture<Void> finished = new CompletableFuture<>();
    private CaptureGate gate;
    private CaptureRest rest;
    private QueueBudget budget;
    private CaptureHandover handover;
    private ExecutorService threads;
    private ConsumerStatus status;

    PcapConsumer(PcapEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        options = endpoint.getConfiguration();
    }

    @Override
    public PcapEndpoint getEndpoint() {
        return (PcapEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        sources = PcapSources.of(options, counters);
        FrameReader first = isOpenedLater(sources.get(0)) ? null : new SourceOpener(options).open(sources.get(0));
        gate = new CaptureGate();
        budget = CaptureBudget.of(options);
        finished = new CompletableFuture<>();
        rest = new CaptureRest(gate, budget, finished, getRouteId());
        handover = new CaptureHandover(options, budget);
        Delivery delivery = new Delivery(handover, budget, options, this::send);
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "pcap-" + options.getName().replace('#', '_'), 2);
        CaptureBudget.share(budget, options);
        threads.execute(new CaptureLoop(options, sources, first, handover, gate, this::logProblem));
        threads.execute(() -> deliver(delivery));
        status = ConsumerStatus.show(
                getEndpoint().getCamelContext(), new PcapHealthCheck(this), () -> PcapMeters.of(this));
        noteFile();
    }

    private void noteFile() {
        if (options.getKind() == PcapConfiguration.Kind.file && !isOpenedLater(sources.get(0))) {
            getEndpoint().getComponent().readFiles().begin(getRouteId(), options.getName());
        }
    }

    /**
     * A wrong name or filter fails at the start, and the capture thread uses the handle. But a FIFO opens when somebody
     * writes to it: until then it would hold up the start, and no other route could start or stop.
     */
    private boolean isOpenedLater(PcapSource source) {
        return options.getKind() == PcapConfiguration.Kind.file && CaptureStream.isOnce(source.name());
    }

    /** A requested stop is normal; any other end of a file may need investigation. */
    private void logProblem(String problem) {
        LOG.atLevel(gate.isOpen() ? Level.WARN : Level.INFO).log(problem);
    }

    private void deliver(Delivery delivery) {
        try {
            delivery.run();
            budget.awaitEmpty(Long.MAX_VALUE);
            finished.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            finished.completeExceptionally(e);
            getExceptionHandler().handleException("Delivery of captured packets ended", e);
        }
    }

    private void send(PcapSource source, List<Packet> packets, MemoryCharge charge) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(MemoryCharge.PROPERTY, charge);
        exchange.getMessage().setBody(packets);
        exchange.getMessage().setHeader(PcapConstants.SOURCE, source.name());
        exchange.getMessage().setHeader(PcapConstants.PROBE, source.probe());
        int count = packets.size();
        getAsyncProcessor().process(exchange, doneSync -> sent(exchange, source, count, charge));
    }

    private void sent(Exchange exchange, PcapSource source, int count, MemoryCharge charge) {
        Exception failure = exchange.getException();
        if (failure == null) {
            int refused = exchange.getProperty(PcapConstants.REFUSED, 0, Integer.class);
            source.counters().refused(refused);
            source.counters().delivered(count - refused);
        } else {
            source.counters().failed(count);
            getExceptionHandler().handleException("A batch of " + count + " packets failed", exchange, failure);
        }
        releaseExchange(exchange, false);
        charge.release();
    }

    @Override
    protected void doStop() throws Exception {
        if (status != null) {
            status.hideHealth();
        }
        try {
            if (threads != null) {
                rest.drain();
            }
        } finally {
            release();
        }
        super.doStop();
    }

    private void release() throws Exception {
        if (threads != null) {
            handover.abandon();
            finished.completeExceptionally(
                    new CaptureException("The capture was stopped before the route finished all packets"));
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(threads);
            threads = null;
        }
        if (budget != null) {
            budget.close();
        }
        if (status != null) {
            status.hideMeters();
            status = null;
        }
    }

    /** Camel suspends a route before it stops it, and the aggregation is complete only if no packet follows. */
    @Override
    protected void doSuspend() throws Exception {
        if (gate == null) {
            // The start has failed; Camel suspends such a route before it removes it.
            super.doSuspend();
            return;
        }
        rest.suspend();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        if (gate == null) {
            doStart();
        } else {
            rest.resume();
        }
        super.doResume();
    }

    /** The interface, or the files in order, each with its counters. */
    public List<PcapSource> sources() {
        return sources;
    }

    /** Counters of all sources together. */
    public PcapCounters counters() {
        return counters;
    }

    /** Completes when all files are read and the route has finished their packets; never for an interface. */
    public CompletableFuture<Void> finished() {
        return finished;
    }

    @ManagedAttribute(description = "Frames received from libpcap")
    public long getReceived() {
        return counters.received();
    }

    @ManagedAttribute(description = "Frames that became packets")
    public long getDecoded() {
        return counters.decoded();
    }

    @ManagedAttribute(description = "Frames that are not IP")
    public long getSkipped() {
        return counters.skipped();
    }

    @ManagedAttribute(description = "Frames that are not IP, by what they carry")
    public Map<String, Long> getSkippedByKind() {
        return counters.skippedKinds().byName();
    }

    @ManagedAttribute(description = "Packets that option exclude removes")
    public long getExcluded() {
        return counters.excluded();
    }

    @ManagedAttribute(description = "Frames that could not be decoded")
    public long getRejected() {
        return counters.rejected();
    }

    @ManagedAttribute(description = "Frames that could not be decoded, by reason")
    public Map<String, Long> getRejectedByReason() {
        Map<String, Long> reasons = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isRejected()) {
                reasons.put(outcome.label(), counters.count(outcome));
            }
        }
        return reasons;
    }

    @ManagedAttribute(description = "Packets that the route delivered")
    public long getDelivered() {
        return counters.delivered();
    }

    @ManagedAttribute(description = "Packets that their destination refused permanently")
    public long getRefused() {
        return counters.refused();
    }

    @ManagedAttribute(description = "Packets whose exchange failed")
    public long getFailed() {
        return counters.failed();
    }

    @ManagedAttribute(description = "Frames that a live capture dropped because its queue was full")
    public long getQueueDropped() {
        return counters.queueDropped();
    }

    @ManagedAttribute(description = "Frames that the kernel dropped because its buffer was full")
    public long getKernelDropped() {
        return counters.kernelDropped();
    }

    @ManagedAttribute(description = "Frames that the interface or its driver dropped")
    public long getInterfaceDropped() {
        return counters.interfaceDropped();
    }

    @ManagedAttribute(description = "Packets between the capture and the end of the route")
    public int getQueued() {
        return budget == null ? 0 : budget.packets();
    }

    @ManagedAttribute(description = "Bytes of heap that packets use between the capture and the end of the route")
    public long getHeldBytes() {
        return budget == null ? 0 : budget.bytes();
    }

    @ManagedAttribute(description = "Limit of these bytes of heap")
    public long getHeldBytesLimit() {
        return budget == null ? 0 : budget.mostBytes();
    }
}

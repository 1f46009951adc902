package io.wadi.netflow;

import io.wadi.component.ConsumerStatus;
import io.wadi.failure.FatalError;
import io.wadi.packet.MemoryCharge;
import io.wadi.packet.QueueBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives datagrams of exporters, and sends the flows of each batch as one exchange, several in flight. */
@ManagedResource(description = "Managed receiver of flow exporters")
public class NetflowConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(NetflowConsumer.class);
    private static final int DRAIN_SECONDS = 3;

    private final NetflowConfiguration options;
    private final NetflowCounters counters = new NetflowCounters();
    private final List<CompletableFuture<Void>> receiving = new ArrayList<>();
    private final List<CompletableFuture<Void>> delivering = new ArrayList<>();
    private volatile List<Worker> workers = List.of();
    private volatile boolean failed;
    private QueueBudget budget;
    private KernelDrops kernelDrops;
    private ExecutorService threads;
    private ConsumerStatus status;

    NetflowConsumer(NetflowEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        options = endpoint.getConfiguration();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        failed = false;
        DecoderOptions decoding = OptionValues.validate(options);
        budget = options.newBudget();
        openWorkers(decoding);
        kernelDrops = new KernelDrops(port());
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "netflow-" + port(), 2 * workers.size());
        for (Worker worker : workers) {
            receiving.add(run(worker.receiving()));
            delivering.add(run(worker.delivering()));
        }
        status = ConsumerStatus.show(
                getEndpoint().getCamelContext(),
                new NetflowHealthCheck(this),
                registry -> new NetflowMeters(registry, this));
    }

    private void openWorkers(DecoderOptions decoding) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(options.getHost()), options.getPort());
        List<Worker> opened = new ArrayList<>();
        try {
            for (int i = 0; i < options.getThreads(); i++) {
                opened.add(new Worker(options, decoding, address, budget, counters, this::send));
                // With port 0, the system chooses the port of the first socket.
                address = opened.get(0).address();
            }
        } catch (IOException | RuntimeException e) {
            opened.forEach(Worker::close);
            throw e;
        }
        workers = List.copyOf(opened);
    }

    private CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, threads).whenComplete((nothing, failure) -> {
            if (failure != null) {
                FatalError.endProcessOn(failure.getCause() == null ? failure : failure.getCause());
                failed = true;
                getExceptionHandler().handleException("A thread of the receiver of exporters ended", failure);
            }
        });
    }

    private void send(List<ExportedFlow> flows, MemoryCharge charge) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(MemoryCharge.PROPERTY, charge);
        exchange.getMessage().setBody(flows);
        int count = flows.size();
        getAsyncProcessor().process(exchange, doneSync -> sent(exchange, count, charge));
    }

    private void sent(Exchange exchange, int count, MemoryCharge charge) {
        Exception failure = exchange.getException();
        if (failure == null) {
            counters.delivered(count, exchange.getProperty(NetflowConstants.REFUSED, 0, Integer.class));
        } else {
            counters.failed(count);
            getExceptionHandler().handleException("A batch of " + count + " flows failed", exchange, failure);
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
            drain();
        } finally {
            release();
        }
        super.doStop();
    }

    /** Lets the route finish the received datagrams, within a time limit. */
    private void drain() throws InterruptedException {
        if (threads == null) {
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        workers.forEach(Worker::stopReceiving);
        boolean done = await(receiving, end);
        workers.forEach(Worker::endDelivery);
        done &= await(delivering, end) && budget.awaitEmpty(end - System.nanoTime());
        if (!done) {
            LOG.warn("Stopped while {} flows were still in route {}", getQueued(), getRouteId());
        }
    }

    private static boolean await(List<CompletableFuture<Void>> tasks, long end) throws InterruptedException {
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
                    .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("A thread of the receiver did not end normally", e);
            return false;
        }
    }

    private void release() throws Exception {
        workers.forEach(Worker::close);
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(threads);
            threads = null;
        }
        receiving.clear();
        delivering.clear();
        if (status != null) {
            status.hideMeters();
            status = null;
        }
    }

    /** The UDP port; differs from the option if that is 0. */
    public int port() {
        try {
            return workers.isEmpty()
                    ? options.getPort()
                    : workers.get(0).address().getPort();
        } catch (IOException e) {
            return options.getPort();
        }
    }

    /** All counters. */
    NetflowCounters counters() {
        return counters;
    }

    /** What was received and lost, by stream of an exporter; empty before the first datagram. */
    List<ExporterReport> exporters() {
        return workers.stream()
                .flatMap(worker -> worker.sources().reports().stream())
                .toList();
    }

    /** Whether a thread has ended by a failure. */
    boolean hasFailed() {
        return failed;
    }

    @ManagedAttribute(description = "Datagrams received")
    public long getReceived() {
        return counters.received();
    }

    @ManagedAttribute(description = "Datagrams that were decoded")
    public long getDecoded() {
        return counters.count(DatagramOutcome.DECODED);
    }

    @ManagedAttribute(description = "Datagrams that could not be decoded")
    public long getRejected() {
        return counters.rejected();
    }

    @ManagedAttribute(description = "Datagrams of senders that are not allowed")
    public long getRefused() {
        return counters.count(DatagramOutcome.REFUSED);
    }

    @ManagedAttribute(description = "Records read")
    public long getRecords() {
        return counters.records();
    }

    @ManagedAttribute(description = "Flows that the route delivered")
    public long getDelivered() {
        return counters.delivered();
    }

    @ManagedAttribute(description = "Flows whose exchange failed")
    public long getFailed() {
        return counters.failed();
    }

    @ManagedAttribute(description = "Records or datagrams missing in sequence numbers")
    public long getLost() {
        return counters.lost();
    }

    @ManagedAttribute(description = "Datagrams dropped because the queue was full")
    public long getQueueDropped() {
        return counters.queueDropped();
    }

    @ManagedAttribute(description = "Datagrams that the kernel dropped because the receive buffer was full")
    public long getKernelDropped() {
        return kernelDrops == null ? 0 : kernelDrops.read();
    }

    @ManagedAttribute(description = "Exporters' streams that are known now")
    public int getExporters() {
        return exporters().size();
    }

    @ManagedAttribute(description = "Flows and datagrams between the socket and the end of the route")
    public int getQueued() {
        return budget == null ? 0 : budget.packets();
    }
}

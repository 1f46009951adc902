package io.wadi.netflow;

import io.wadi.component.ConsumerStatus;
import io.wadi.packet.QueueBudget;
import io.wadi.packet.SharedHeap;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams of exporters, or reads them from captures, and sends the flows of each batch as one exchange,
 * several in flight.
 */
@ManagedResource(description = "Managed receiver of flow exporters")
public class NetflowConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(NetflowConsumer.class);
    private static final int DRAIN_SECONDS = 3;
    private static final SharedHeap HEAP = new SharedHeap();

    private final NetflowConfiguration options;
    private final NetflowCounters counters = new NetflowCounters();
    private final String id = UUID.randomUUID().toString();
    private final AtomicLong cells = new AtomicLong();
    private final FlowExchanges exchanges = new FlowExchanges(this, counters, this::sendLedger);
    private final List<ExportCapture> captures;
    private volatile List<Worker> workers = List.of();
    private volatile boolean failed;
    private QueueBudget budget;
    private SourceBounds bounds;
    private KernelDrops kernelDrops;
    private ExecutorService pool;
    private WorkerThreads threads;
    private volatile LedgerSender ledger;
    private TemplateKeeper templates;
    private NetflowMeters meters;
    private ConsumerStatus status;

    NetflowConsumer(NetflowEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        options = endpoint.getConfiguration();
        captures =
                isFile() ? options.captures().stream().map(ExportCapture::new).toList() : List.of();
    }

    private boolean isFile() {
        return options.getKind() == NetflowConfiguration.Kind.file;
    }

    @Override
    public NetflowEndpoint getEndpoint() {
        return (NetflowEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        failed = false;
        DecoderOptions decoding = OptionValues.validate(options);
        if (isFile() && options.getFiles() == null) {
            ExportReader.check(options.captures().get(0));
        }
        budget = newBudget(options);
        bounds = new SourceBounds();
        workers = Worker.open(
                captures,
                new Worker.Shared(options, decoding, budget, counters, bounds, this::newBook, exchanges::send));
        kernelDrops = isFile() ? null : new KernelDrops(port());
        templates = new TemplateKeeper(
                isFile() ? null : options.getTemplateFile(),
                workers.stream().map(Worker::sources).toList());
        status = ConsumerStatus.show(
                getEndpoint().getCamelContext(),
                new NetflowHealthCheck(this, options.getSilentSeconds()),
                () -> meters = NetflowMeters.of(this));
        startLedger();
        HEAP.share(budget, options.getQueueBytes());
        // Last, because a short capture may be through the route before this method ends.
        pool = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "netflow-" + (isFile() ? "file" : port()), 2 * workers.size());
        threads = new WorkerThreads(workers, pool, this::failed);
        if (isFile()) {
            threads.endAfterReceiving(exchanges::endAfterSent);
            getEndpoint().getComponent().readFiles().begin(getRouteId(), options.getName());
        }
    }

    static QueueBudget newBudget(NetflowConfiguration options) {
        long most = HEAP.limit(options.getQueueBytes());
        return new QueueBudget(Integer.MAX_VALUE, most, most / 2);
    }

    private void startLedger() {
        ledger = new LedgerSender(
                getEndpoint().getCamelContext(),
                options.getLedger(),
                workers.stream().map(Worker::sources).toList(),
                new DroppedMinutes(newBook(), this::getDropped),
                this::chores,
                options.choresInterval());
    }

    private void sendLedger() {
        LedgerSender sender = ledger;
        if (sender != null) {
            sender.sendNow();
        }
    }

    private void chores() {
        templates.save();
        if (meters != null) {
            meters.refresh();
        }
    }

    private MinuteBook newBook() {
        return new MinuteBook(id, cells, counters, bounds.minutes());
    }

    /** Notes that a thread ended by a failure. */
    void failed(Throwable failure) {
        failed = true;
        exchanges.finished().completeExceptionally(failure);
        getExceptionHandler().handleException("A thread of the receiver of exporters ended", failure);
    }

    /** Completes when the captures have been read and the route has finished all of their flows; never for UDP. */
    public CompletableFuture<Void> finished() {
        return exchanges.finished();
    }

    /** The captures of {@code netflow:file}, in the order of reading; empty for UDP. */
    public List<ExportCapture> captures() {
        return captures;
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
    private void drain() {
        if (threads == null) {
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        try {
            if (!threads.drain(end, budget)) {
                LOG.warn("Stopped while {} flows were still in route {}", getQueued(), getRouteId());
            }
        } catch (InterruptedException e) {
            LOG.warn("Stopped at once while {} flows were still in route {}", getQueued(), getRouteId());
            Thread.currentThread().interrupt();
        }
    }

    private void release() throws Exception {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
        workers.forEach(Worker::close);
        if (pool != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(pool);
            pool = null;
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

    /** The UDP port; differs from the option if that is 0, and is -1 while none is open. */
    public int port() {
        InetSocketAddress address = workers.isEmpty() ? null : workers.get(0).address();
        return address == null ? -1 : address.getPort();
    }

    /** All counters. */
    public NetflowCounters counters() {
        return counters;
    }

    /** What was received and lost, by stream of an exporter; empty before the first datagram. */
    public List<ExporterReport> exporters() {
        return workers.stream()
                .flatMap(worker -> worker.sources().reports().stream())
                .toList();
    }

    /** Whether a thread has ended by a failure. */
    boolean hasFailed() {
        return failed;
    }

    /** Why templates or minutes of exporters are not kept or do not arrive at the moment, if that is so. */
    Optional<String> ledgerProblem() {
        LedgerSender sender = ledger;
        return sender == null ? Optional.empty() : sender.problem();
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

    private long getDropped() {
        return getQueueDropped() + getKernelDropped();
    }

    /** Random id of this endpoint in the ledger. */
    public String id() {
        return id;
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

package io.wadi.deploy;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.failure.FileReason;
import io.wadi.failure.PeriodicTask;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the routes of a running context in sync with the files of a folder. It checks a file and then swaps its
 * routes in. It refuses a file with errors, and the last good version continues. Add it to the context before the
 * context starts: then a file that replaces a shipped route does so before that route has run. Files with errors
 * never prevent the start.
 */
@ManagedResource(description = "Route files deployed at run time")
public final class RouteDeployer extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployer.class);
    private static final long PAUSE_MILLIS = 1000;

    private final CamelContext camel;
    private final Path folder;
    private final ShippedRoutes shipped;
    private final LentBeans lent;
    private final RouteTopics topics;
    private final PeriodicTask poller = new PeriodicTask("Deploying route files", this::poll);
    private final DeployHealthCheck health = new DeployHealthCheck(this);
    private RouteFolder files;
    private RouteFolder.Changes atStart;
    private volatile Deployments deployments;
    private ScheduledExecutorService executor;
    private volatile String folderProblem;

    /**
     * Creates a deployer.
     *
     * @param folder folder of the files; it may not exist yet
     * @param shipped the shipped routes, which are restored when a file that replaces one is deleted
     * @param topics the topics of Kafka
     */
    public RouteDeployer(CamelContext camel, Path folder, ShippedRoutes shipped, LentBeans lent, RouteTopics topics) {
        this.camel = camel;
        this.folder = folder;
        this.shipped = shipped;
        this.lent = lent;
        this.topics = topics;
    }

    /** The deployed files. */
    Collection<Deployment> deployed() {
        return deployments == null ? List.of() : deployments.deployed();
    }

    /** The refused files. */
    public Collection<Refusal> refused() {
        return deployments == null ? List.of() : deployments.refused();
    }

    @Override
    protected void doInit() throws Exception {
        SurvivedErrors.guard(camel);
        ChainedStop.install(camel, () -> deployments == null ? List.of() : deployments.chained());
        if (!camel.isStarted()) {
            camel.addStartupListener(new AroundStart());
        }
    }

    @Override
    protected void doStart() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            registry.register(health);
        }
        MeterRegistry meters = camel.getRegistry().findSingleByType(MeterRegistry.class);
        if (meters != null) {
            poller.bindTo(meters);
        }
        if (camel.isStarted()) {
            begin();
        }
    }

    @Override
    protected void doStop() {
        if (executor != null) {
            camel.getExecutorServiceManager().shutdownGraceful(executor, PAUSE_MILLIS);
            executor = null;
        }
        // Camel stops this service after all routes and endpoints, which may still write to beans.
        OwnBeans.endInTime(camel);
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            registry.unregister(health);
        }
    }

    /** Called by the context before its routes start, and when all of them run. */
    private final class AroundStart implements StartupListener {

        @Override
        public void onCamelContextStarting(CamelContext context, boolean alreadyStarted) throws Exception {
            prepare();
            deployments.standAside(atStart.written());
        }

        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            // The routes are ready but not started yet, which is too early for the files.
        }

        @Override
        public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
            begin();
        }
    }

    private void prepare() {
        files = new RouteFolder(folder);
        Surroundings surroundings = Surroundings.running(camel, shipped, lent);
        deployments = new Deployments(
                new RouteFileCheck(surroundings),
                new RouteSwap(camel, shipped),
                new TopicCheck(topics, camel::resolvePropertyPlaceholders),
                shipped.elsewhere());
        atStart = look(true);
    }

    private synchronized void begin() {
        if (files == null) {
            prepare();
        }
        poller.run();
        executor = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "RouteDeployer");
        executor.scheduleWithFixedDelay(poller, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Scans the folder once and applies the changes. */
    private synchronized void poll() {
        RouteFolder.Changes changes = atStart == null ? look(false) : atStart;
        atStart = null;
        deployments.apply(changes);
    }

    private RouteFolder.Changes look(boolean first) {
        try {
            RouteFolder.Changes changes = first ? files.lookAtStart() : files.look();
            folderProblem = null;
            return changes;
        } catch (IOException | DirectoryIteratorException e) {
            String problem = "Folder " + folder + " of route files cannot be read: "
                    + FileReason.of(e instanceof DirectoryIteratorException found ? found.getCause() : (IOException) e);
            if (!problem.equals(folderProblem)) {
                LOG.error(problem);
            }
            folderProblem = problem;
            return new RouteFolder.Changes(List.of(), List.of());
        }
    }

    /** Problems of the deployer itself, as sentences, without refused files. */
    List<String> problems() {
        return Stream.concat(Stream.ofNullable(folderProblem), poller.problem().stream())
                .toList();
    }

    /** Deploys the files as they are, without waiting for them to settle. */
    @ManagedOperation(description = "Scans the folder now and deploys changed files without waiting for them to settle")
    public synchronized void scanNow() {
        poller.run();
        poller.run();
    }

    /** The watched folder. */
    @ManagedAttribute(description = "Folder of the route files")
    public String getFolder() {
        return folder.toString();
    }

    /** Number of deployed files. */
    @ManagedAttribute(description = "Number of files deployed")
    public int getDeployedCount() {
        return deployed().size();
    }

    /** Number of refused files. */
    @ManagedAttribute(description = "Number of files refused")
    public int getRefusedCount() {
        return refused().size();
    }

    /** The deployed files: name, SHA-256, time, routes. */
    @ManagedAttribute(description = "Files deployed: name, SHA-256, time, routes")
    public List<String> getDeployedFiles() {
        return deployed().stream()
                .map(file -> file.file().name() + " " + file.file().sha256() + " " + file.since() + " "
                        + String.join(",", file.names().routes()))
                .toList();
    }

    /** Number of failed scans of the folder. */
    @ManagedAttribute(description = "Scans of the folder that failed")
    public long getFailedLooks() {
        return poller.failures();
    }

    /** The reasons of refused files: {@code file:line: reason}. */
    @ManagedAttribute(description = "Files refused: file:line: reason")
    public List<String> getRefusedFiles() {
        return refused().stream()
                .flatMap(refusal -> refusal.findings().stream())
                .map(RouteProblem::toString)
                .toList();
    }
}

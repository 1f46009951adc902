package io.wadi.netflow;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down after a thread of the receiver has ended by a failure, and while an exporter is silent. */
final class NetflowHealthCheck extends AbstractHealthCheck {

    /** An exporter that is silent for longer counts as removed. */
    private static final long FORGET_NANOS = TimeUnit.DAYS.toNanos(1);

    private static final int MOST_NAMED = 5;

    /** The first and the last datagram of an exporter. */
    private record Times(long sinceNanos, long seenNanos) {

        Times plus(Times more) {
            return new Times(Math.min(sinceNanos, more.sinceNanos), Math.max(seenNanos, more.seenNanos));
        }
    }

    private final NetflowConsumer consumer;
    private final long silentNanos;
    private final Clock clock;

    /**
     * Creates a check.
     *
     * @param silentSeconds after how many seconds without a datagram an exporter is silent; 0 for never
     */
    NetflowHealthCheck(NetflowConsumer consumer, int silentSeconds) {
        this(consumer, silentSeconds, Clock.systemUTC());
    }

    NetflowHealthCheck(NetflowConsumer consumer, int silentSeconds, Clock clock) {
        super("camel", "netflow-" + consumer.getRouteId());
        this.consumer = consumer;
        silentNanos = TimeUnit.SECONDS.toNanos(silentSeconds);
        this.clock = clock;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        consumer.ledgerProblem().ifPresent(problem -> builder.message(problem).down());
        Map<String, Times> silent = silentNanos == 0 ? Map.of() : silent(TimeUnit.MILLISECONDS.toNanos(clock.millis()));
        builder.detail("silent", silent.size());
        if (!silent.isEmpty()) {
            builder.message(text(silent)).down();
        }
        if (consumer.hasFailed()) {
            builder.message("A thread of the receiver of exporters ended, see the log")
                    .down();
        }
        builder.detail("received", consumer.getReceived());
        builder.detail("lost", consumer.getLost());
        builder.detail("dropped", consumer.getQueueDropped() + consumer.getKernelDropped());
        builder.detail("exporters", consumer.getExporters());
    }

    /**
     * The silent exporters by their names. An exporter that sends from another port after a restart, or by another protocol
     * after a change of its configuration, is not silent. Whoever forges one datagram makes no exporter: it must have sent
     * for as long as it now is silent.
     */
    private Map<String, Times> silent(long now) {
        Map<String, Times> exporters = new TreeMap<>();
        for (ExporterTotals totals : ExporterTotals.of(consumer.exporters())) {
            exporters.merge(totals.name(), new Times(totals.sinceNanos(), totals.seenNanos()), Times::plus);
        }
        exporters
                .values()
                .removeIf(times -> now - times.seenNanos <= silentNanos
                        || now - times.seenNanos >= FORGET_NANOS
                        || times.seenNanos - times.sinceNanos < silentNanos);
        return exporters;
    }

    private static String text(Map<String, Times> silent) {
        String names = silent.entrySet().stream()
                .limit(MOST_NAMED)
                .map(each -> each.getKey() + " since " + Instant.ofEpochSecond(0, each.getValue().seenNanos))
                .collect(Collectors.joining(", "));
        int more = Math.max(0, silent.size() - MOST_NAMED);
        return "No datagrams of exporter " + names + (more == 0 ? "" : " and " + more + " more")
                + ": look at the exporter and the network, or raise option silentSeconds";
    }
}

package io.wadi.netflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.wadi.metrics.Meters;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Registers the counters of an endpoint in Micrometer, with the route's id as tag {@code route}. */
final class NetflowMeters implements AutoCloseable {

    /** Most exporters with meters of their own, because senders can be forged. */
    private static final int MOST_EXPORTERS = 100;

    private static final String DROPPED = "Datagrams lost before the decoder, by place";
    private static final String SKEWED = "Datagrams of exporters whose clock is more than five minutes off";

    private final Meters<NetflowCounters> counts;
    private final Meters<NetflowConsumer> endpoint;
    private final NetflowConsumer consumer;
    private final MultiGauge completeness;
    private final MultiGauge datagrams;
    private final MultiGauge streams;
    private boolean closed;

    /** The meters of a consumer in the registry of its application; null if there is no registry. */
    static NetflowMeters of(NetflowConsumer consumer) {
        MeterRegistry registry =
                consumer.getEndpoint().getCamelContext().getRegistry().findSingleByType(MeterRegistry.class);
        return registry == null ? null : new NetflowMeters(registry, consumer);
    }

    private NetflowMeters(MeterRegistry registry, NetflowConsumer consumer) {
        String route = consumer.getRouteId() == null ? "none" : consumer.getRouteId();
        counts = Meters.of(registry, consumer.counters(), "route", route);
        endpoint = Meters.of(registry, consumer, "route", route);
        this.consumer = consumer;
        completeness = MultiGauge.builder("wadi.netflow.exporter.completeness")
                .description(
                        "Share of what an exporter has sent that was received, by its sequence numbers, rounded to 0.1 but "
                                + "below 100 if something is lost, of at most 100 exporters")
                .baseUnit("percent")
                .tag("route", route)
                .register(registry);
        datagrams = MultiGauge.builder("wadi.netflow.exporter.datagrams")
                .description("Datagrams received from an exporter, of at most 100 exporters")
                .tag("route", route)
                .register(registry);
        streams = MultiGauge.builder("wadi.netflow.exporter.streams")
                .description("Streams of an exporter, by port and observation domain, of at most 100 exporters")
                .tag("route", route)
                .register(registry);
        addDatagrams();
        addRecords();
        addLedger();
    }

    /** Updates the rows of the exporters; those that are known for longest have one. */
    synchronized void refresh() {
        // The last round of the chores may still be running when the consumer stops.
        if (closed) {
            return;
        }
        List<ExporterTotals> exporters = ExporterTotals.of(consumer.exporters()).stream()
                .sorted(Comparator.comparingLong(ExporterTotals::sinceNanos))
                .limit(MOST_EXPORTERS)
                .toList();
        completeness.register(rows(exporters, ExporterTotals::completePercent), true);
        datagrams.register(rows(exporters, ExporterTotals::datagrams), true);
        streams.register(rows(exporters, ExporterTotals::streams), true);
    }

    private static List<MultiGauge.Row<?>> rows(
            List<ExporterTotals> exporters, ToDoubleFunction<ExporterTotals> value) {
        return exporters.stream()
                .<MultiGauge.Row<?>>map(exporter -> MultiGauge.Row.of(tags(exporter), value.applyAsDouble(exporter)))
                .toList();
    }

    /** Neither port nor domain: an exporter that restarts would leave a time series behind each time. */
    private static Tags tags(ExporterTotals exporter) {
        return Tags.of(
                "exporter", exporter.name(), "protocol", exporter.protocol().label());
    }

    private void addDatagrams() {
        counts.counter("wadi.netflow.received", "Datagrams received from exporters", NetflowCounters::received)
                .counter(
                        "wadi.netflow.decoded",
                        "Datagrams that were decoded",
                        counters -> counters.count(DatagramOutcome.DECODED))
                .counter(
                        "wadi.netflow.refused",
                        "Datagrams of senders that are not allowed",
                        counters -> counters.count(DatagramOutcome.REFUSED));
        for (DatagramOutcome outcome : DatagramOutcome.values()) {
            if (outcome.isRejected()) {
                counts.with("reason", outcome.label())
                        .counter(
                                "wadi.netflow.rejected",
                                "Datagrams that could not be decoded, by reason",
                                counters -> counters.count(outcome));
            }
        }
        counts.with("where", "queue").counter("wadi.netflow.dropped", DROPPED, NetflowCounters::queueDropped);
        endpoint.with("where", "kernel").counter("wadi.netflow.dropped", DROPPED, NetflowConsumer::getKernelDropped);
    }

    private void addRecords() {
        for (RecordOutcome outcome : RecordOutcome.values()) {
            counts.with("outcome", outcome.label())
                    .counter(
                            "wadi.netflow.records",
                            "Records of flows, options and samples, by outcome",
                            counters -> counters.count(outcome));
        }
        counts.counter("wadi.netflow.flows", "Flows made of records", NetflowCounters::flows)
                .counter("wadi.netflow.delivered", "Flows that the route delivered", NetflowCounters::delivered)
                .counter("wadi.netflow.failed", "Flows of failed exchanges", NetflowCounters::failed)
                .counter(
                        "wadi.netflow.messages.refused",
                        "Messages of delivered flows that Kafka refused permanently",
                        NetflowCounters::messagesRefused);
    }

    private void addLedger() {
        counts.counter(
                        "wadi.netflow.lost",
                        "Records (NetFlow v5, IPFIX) or datagrams (NetFlow v9, sFlow) missing in sequence numbers",
                        NetflowCounters::lost)
                .counter("wadi.netflow.late", "Those of them that arrived late after all", NetflowCounters::late)
                .counter(
                        "wadi.netflow.no.template",
                        "Data sets dropped because their template did not arrive in time",
                        NetflowCounters::noTemplate)
                .gauge("wadi.netflow.waiting", "Data sets that wait for their template", null, NetflowCounters::waiting)
                .counter(
                        "wadi.netflow.minutes.dropped",
                        "Minutes of exporters that are not in the ledger, because too many wait to be sent",
                        NetflowCounters::minutesDropped)
                .counter("wadi.netflow.skewed", SKEWED, NetflowCounters::skewed)
                .counter(
                        "wadi.netflow.times",
                        "Flows with impossible times, which were replaced",
                        NetflowCounters::timesReplaced);
        templates("refused", NetflowCounters::templatesRefused);
        templates("malformed", NetflowCounters::templatesMalformed);
        endpoint.gauge(
                "wadi.netflow.exporters", "Streams of exporters that are known", null, NetflowConsumer::getExporters);
    }

    private void templates(String outcome, ToDoubleFunction<NetflowCounters> value) {
        counts.with("outcome", outcome)
                .counter(
                        "wadi.netflow.templates",
                        "Templates not kept: refused because there are too many, or malformed",
                        value);
    }

    @Override
    public synchronized void close() {
        closed = true;
        completeness.register(List.of(), true);
        datagrams.register(List.of(), true);
        streams.register(List.of(), true);
        counts.close();
        endpoint.close();
    }
}

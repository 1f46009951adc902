package io.wadi.netflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.metrics.Meters;
import java.util.function.ToDoubleFunction;

/** Registers the counters of an endpoint in Micrometer, with the route's id as tag {@code route}. */
final class NetflowMeters implements AutoCloseable {

    private static final String DROPPED = "Datagrams lost before the decoder, by place";
    private static final String SKEWED = "Datagrams of exporters whose clock is more than five minutes off";

    private final Meters<NetflowCounters> counts;
    private final Meters<NetflowConsumer> endpoint;

    NetflowMeters(MeterRegistry registry, NetflowConsumer consumer) {
        String route = consumer.getRouteId() == null ? "none" : consumer.getRouteId();
        counts = Meters.of(registry, consumer.counters(), "route", route);
        endpoint = Meters.of(registry, consumer, "route", route);
        addDatagrams();
        addRecords();
        addLedger();
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
    public void close() {
        counts.close();
        endpoint.close();
    }
}

package io.wadi.pcap;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while an interface cannot be captured, a file is unreadable, or packets cannot be delivered. */
final class PcapHealthCheck extends AbstractHealthCheck {

    private final PcapConsumer consumer;

    PcapHealthCheck(PcapConsumer consumer) {
        super("camel", "pcap-" + consumer.getRouteId());
        this.consumer = consumer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        for (PcapSource source : consumer.sources()) {
            if (source.state() == PcapSource.State.FAILED) {
                builder.down();
                builder.message(source.problem());
            }
        }
        if (consumer.finished().isCompletedExceptionally()) {
            builder.message("Delivery of captured packets ended, see the log").down();
        }
        builder.detail("received", consumer.getReceived());
        builder.detail(
                "dropped", consumer.getQueueDropped() + consumer.getKernelDropped() + consumer.getInterfaceDropped());
        builder.detail("refused", consumer.getRefused());
        builder.detail("failed", consumer.getFailed());
    }
}

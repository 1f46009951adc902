package io.wadi.pcap;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while an interface cannot be captured, a file is unreadable, or packets cannot be delivered. A file that ends early is
 * only named: its packets are delivered, and a process that is not ready would not change it.
 */
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
            if (source.problem() != null) {
                builder.message(source.problem());
            }
            if (source.state() == PcapSource.State.FAILED) {
                builder.down();
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

package io.wadi.netflow;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down after a thread of the receiver has ended by a failure. */
final class NetflowHealthCheck extends AbstractHealthCheck {

    private final NetflowConsumer consumer;

    NetflowHealthCheck(NetflowConsumer consumer) {
        super("camel", "netflow-" + consumer.getRouteId());
        this.consumer = consumer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        if (consumer.hasFailed()) {
            builder.message("A thread of the receiver of exporters ended, see the log")
                    .down();
        }
        builder.detail("received", consumer.getReceived());
        builder.detail("lost", consumer.getLost());
        builder.detail("dropped", consumer.getQueueDropped() + consumer.getKernelDropped());
        builder.detail("exporters", consumer.getExporters());
    }
}

package io.wadi.web.health;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Checks whether Kafka answers. */
public final class BrokerCheck extends BackgroundCheck {

    private static final int PATIENCE_SECONDS = 15;
    private static final int ANSWER_MILLIS = 5_000;

    private final Admin admin;
    private final String brokers;

    /**
     * Creates a check that has not run yet.
     *
     * @param brokers host and port of the brokers, for messages
     */
    public BrokerCheck(Admin admin, String brokers) {
        super("broker", PATIENCE_SECONDS);
        this.admin = admin;
        this.brokers = brokers;
    }

    @Override
    protected String subject() {
        return "Kafka at " + brokers;
    }

    @Override
    protected void ask() throws InterruptedException, ExecutionException, TimeoutException {
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                .nodes()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }
}

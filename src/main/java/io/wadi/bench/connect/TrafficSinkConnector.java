package io.wadi.bench.connect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Stores packets as JSON in PostgreSQL as a JDBC sink of Kafka Connect does: batches of {@code insert}, one transaction for
 * each poll, at least once.
 */
public final class TrafficSinkConnector extends SinkConnector {

    /** The address of the database, with its user. */
    public static final String URL = "connection.url";

    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> properties) {
        settings = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TrafficSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return Collections.nCopies(most, settings);
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef().define(URL, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Address of the database");
    }

    @Override
    public String version() {
        return "bench";
    }
}

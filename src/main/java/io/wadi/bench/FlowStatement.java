package io.wadi.bench;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.flow.Flow;
import io.wadi.flow.FlowBatch;
import io.wadi.flow.FlowKey;
import io.wadi.message.StoreHeaders;
import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;
import io.wadi.settings.Settings;
import io.wadi.store.FlowRows;
import io.wadi.store.FlowStore;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A way to store a batch of flows. */
enum FlowStatement {
    /** The one of route {@code store-flows}. */
    NOW("wadi, store-flows") {
        @Override
        Function<FlowBatch, LongSupplier> on(DataSource database, String consumer) {
            FlowStore store = new FlowStore(database, Settings.load());
            return batch -> store.prepare(batch, consumer).work();
        }
    },
    /** One statement that updated all sums itself. It also needs the sums by host. */
    BEFORE("one statement for flows and all sums") {
        @Override
        Function<FlowBatch, LongSupplier> on(DataSource database, String consumer) {
            Sql statement = Sql.file("bench/store-flows-before");
            JdbcClient client = Jdbc.client(database);
            return batch -> {
                Map<String, Object> parameters = parameters(batch, consumer);
                return () -> statement.on(client, parameters).query(Long.class).single();
            };
        }
    };

    /** The sums of an address in a batch. */
    private static final class Host {
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;
        private long packetsSent;
        private long packetsReceived;
        private long bytesSent;
        private long bytesReceived;

        private Host seen(Flow flow) {
            firstNanos = Math.min(firstNanos, flow.firstNanos());
            lastNanos = Math.max(lastNanos, flow.lastNanos());
            return this;
        }
    }

    private static final long NANOS_PER_MICRO = 1000;

    final String title;

    FlowStatement(String title) {
        this.title = title;
    }

    /** Prepares a batch for this database; what comes back stores it, and answers how many offsets moved. */
    abstract Function<FlowBatch, LongSupplier> on(DataSource database, String consumer);

    private static Map<String, Object> parameters(FlowBatch batch, String consumer) {
        Map<String, Object> parameters = new HashMap<>(new FlowRows().parameters(batch));
        parameters.put(StoreHeaders.CONSUMER, consumer);
        Map<IpAddress, Host> hosts = new TreeMap<>();
        batch.flows().forEach((key, flow) -> add(hosts, key, flow));
        put(parameters, hosts);
        return parameters;
    }

    private static void add(Map<IpAddress, Host> hosts, FlowKey key, Flow flow) {
        Host src = hosts.computeIfAbsent(key.src(), address -> new Host()).seen(flow);
        src.packetsSent += flow.packets();
        src.bytesSent += flow.bytes();
        Host dst = hosts.computeIfAbsent(key.dst(), address -> new Host()).seen(flow);
        dst.packetsReceived += flow.packets();
        dst.bytesReceived += flow.bytes();
    }

    private static void put(Map<String, Object> parameters, Map<IpAddress, Host> hosts) {
        parameters.put("hosts", hosts.keySet().stream().map(IpAddress::toString).toArray(String[]::new));
        parameters.put("hostFirstSeen", longs(hosts, host -> host.firstNanos / NANOS_PER_MICRO));
        parameters.put("hostLastSeen", longs(hosts, host -> host.lastNanos / NANOS_PER_MICRO));
        parameters.put("packetsSent", longs(hosts, host -> host.packetsSent));
        parameters.put("packetsReceived", longs(hosts, host -> host.packetsReceived));
        parameters.put("bytesSent", longs(hosts, host -> host.bytesSent));
        parameters.put("bytesReceived", longs(hosts, host -> host.bytesReceived));
        parameters.put("hostNames", new String[hosts.size()]);
        parameters.put(
                "scopes",
                hosts.keySet().stream()
                        .map(address -> AddressScope.of(address).label())
                        .toArray(String[]::new));
    }

    private static long[] longs(Map<IpAddress, Host> hosts, ToLongFunction<Host> value) {
        return hosts.values().stream().mapToLong(value).toArray();
    }
}

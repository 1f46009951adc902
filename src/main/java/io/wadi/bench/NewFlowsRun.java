package io.wadi.bench;

import io.wadi.database.Database;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.flow.FlowBatch;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.store.DayPartitions;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores the batches of a flood with one statement, without Kafka: how fast PostgreSQL takes new flows. */
final class NewFlowsRun implements Run {

    private static final Sql FOLD = Sql.file("store/fold");
    private static final long MOST_FOLDED = 100_000;
    private static final String CONSUMER = "bench";

    /** Time that passed, and processor time of the server process. */
    private record Cost(double seconds, Duration processor) {}

    private interface Work {
        void run() throws BenchException;
    }

    private final BenchServers servers;
    private final Flood flood;
    private final FlowStatement statement;
    private final Consumer<String> progress;

    NewFlowsRun(BenchServers servers, Flood flood, FlowStatement statement, Consumer<String> progress) {
        this.servers = servers;
        this.flood = flood;
        this.statement = statement;
        this.progress = progress;
    }

    @Override
    public String name() {
        return statement.title;
    }

    @Override
    public double packetsPerSecond() throws Exception {
        String database = servers.createDatabase();
        try {
            return measure(database);
        } finally {
            servers.dropDatabase(database);
        }
    }

    private double measure(String name) throws Exception {
        Settings settings = Settings.load();
        settings.set(DatabaseSettings.URL, servers.url(name));
        settings.set(DatabaseSettings.USER, servers.user());
        try (var pool = Database.open(settings);
                Connection connection = servers.connect(name)) {
            JdbcClient database = Jdbc.client(connection);
            List<Map<String, Object>> batches =
                    flood.batches().stream().map(this::parameters).toList();
            DayPartitions days = new DayPartitions(pool, 1);
            batches.forEach(batch -> days.ensure("flows", (String[]) batch.get("days")));
            database.sql("insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, ?, 0, 0)")
                    .params(CONSUMER, Flood.TOPIC)
                    .update();
            servers.execute(name, "checkpoint");
            ProcessHandle server = ProcessHandle.of(number(database, "select pg_backend_pid()"))
                    .orElseThrow();
            Cost store = cost(server, () -> store(database, batches));
            Cost fold = cost(server, () -> fold(database));
            check(database);
            progress.accept(describe(batches.size(), store, fold));
            return number(database, "select count(*) from flows") / store.seconds();
        }
    }

    private Map<String, Object> parameters(FlowBatch batch) {
        Map<String, Object> parameters = new HashMap<>(statement.parameters(batch));
        parameters.put("WadiConsumer", CONSUMER);
        return parameters;
    }

    private static Cost cost(ProcessHandle server, Work work) throws BenchException {
        Duration before = processor(server);
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Cost(seconds, processor(server).minus(before));
    }

    private static Duration processor(ProcessHandle server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void store(JdbcClient database, List<Map<String, Object>> batches) throws BenchException {
        for (Map<String, Object> batch : batches) {
            if (statement.sql.on(database, batch).query(Long.class).single() != 1) {
                throw new BenchException("a batch did not move its offset");
            }
        }
    }

    private static void fold(JdbcClient database) {
        long folded;
        do {
            folded = FOLD.on(database, Map.of("most", MOST_FOLDED))
                    .query(Long.class)
                    .single();
        } while (folded > 0);
    }

    /** Each packet is in flows, and in the sums of both of its hosts. */
    private void check(JdbcClient database) throws BenchException {
        for (String sum : List.of(
                "sum(packets) from flows",
                "sum(packets) from flows_day",
                "sum(packets_sent) from hosts",
                "sum(packets_received) from hosts")) {
            long stored = number(database, "select " + sum);
            if (stored != flood.packets()) {
                throw new BenchException("select " + sum + " is " + stored + ", not " + flood.packets());
            }
        }
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private String describe(int batches, Cost store, Cost fold) {
        return String.format(
                "         %s: PostgreSQL needs %,d ms a batch, and %,d ms to fold it",
                statement.title,
                store.processor().dividedBy(batches).toMillis(),
                fold.processor().dividedBy(batches).toMillis());
    }
}

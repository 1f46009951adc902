package io.wadi.bench;

import io.wadi.database.Database;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.flow.FlowBatch;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.store.DayPartitions;
import java.sql.Connection;
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

    /** Time that passed, and processor time. */
    private record Cost(double seconds, ProcessorTime processor) {}

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
    public Measurement measure() throws Exception {
        String database = servers.createDatabase();
        try {
            return measure(database);
        } finally {
            servers.dropDatabase(database);
        }
    }

    private Measurement measure(String name) throws Exception {
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
            ProcessorTime before = servers.clock().now();
            Cost store = cost(() -> store(database, batches));
            Cost fold = cost(() -> fold(database));
            ProcessorTime used = servers.clock().now().since(before);
            check(database);
            progress.accept(describe(batches.size(), store, fold));
            long flows = number(database, "select count(*) from flows");
            return Measurement.of(flows / store.seconds(), used.perMillion(flows));
        }
    }

    private Map<String, Object> parameters(FlowBatch batch) {
        Map<String, Object> parameters = new HashMap<>(statement.parameters(batch));
        parameters.put("WadiConsumer", CONSUMER);
        return parameters;
    }

    private Cost cost(Work work) throws BenchException {
        Moment start = Moment.now(0, servers.clock());
        work.run();
        Moment end = Moment.now(0, servers.clock());
        return new Cost(end.seconds() - start.seconds(), end.processor().since(start.processor()));
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
                "         %s: PostgreSQL needs %,.0f ms a batch, and %,.0f ms to fold it",
                statement.title,
                store.processor().database() * 1000 / batches,
                fold.processor().database() * 1000 / batches);
    }
}

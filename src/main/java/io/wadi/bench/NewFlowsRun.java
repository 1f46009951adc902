package io.wadi.bench;

import io.wadi.database.Database;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.flow.FlowBatch;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.TableStore;
import io.wadi.store.DayPartitions;
import io.wadi.store.FlowStore;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Stores the batches of a flood with one statement, without Kafka: how fast PostgreSQL takes new flows. */
final class NewFlowsRun implements Run {

    private static final Sql FOLD = Sql.file("store/fold");
    private static final long MOST_FOLDED = 100_000;
    private static final String CONSUMER = TableStore.FLOWS.consumer();

    /** Time that passed, and processor time. */
    private record Cost(double seconds, ProcessorTime processor) {
        static final Cost NONE = new Cost(0, new ProcessorTime(0, 0, 0));

        Cost plus(Cost more) {
            return new Cost(seconds + more.seconds, processor.plus(more.processor));
        }
    }

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
            List<FlowBatch> batches = flood.batches();
            FlowStore flows = new FlowStore(pool, settings);
            DayPartitions days = new DayPartitions(pool, 1);
            batches.forEach(batch -> days.ensure("flows", flows.days(batch)));
            database.sql("insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, ?, 0, 0)")
                    .params(CONSUMER, Flood.TOPIC)
                    .update();
            servers.execute(name, "checkpoint");
            Function<FlowBatch, LongSupplier> store =
                    statement.on(new SingleConnectionDataSource(connection, true), CONSUMER);
            Cost stored = Cost.NONE;
            for (FlowBatch batch : batches) {
                LongSupplier prepared = store.apply(batch);
                stored = stored.plus(cost(() -> store(prepared)));
            }
            Cost folded = cost(() -> fold(database));
            check(database);
            progress.accept(describe(batches.size(), stored, folded));
            long flowCount = number(database, "select count(*) from flows");
            return Measurement.of(
                    flowCount / stored.seconds(),
                    stored.plus(folded).processor().perMillion(flowCount));
        }
    }

    private Cost cost(Work work) throws BenchException {
        Moment start = Moment.now(0, servers.clock());
        work.run();
        Moment end = Moment.now(0, servers.clock());
        return new Cost(end.seconds() - start.seconds(), end.processor().since(start.processor()));
    }

    private static void store(LongSupplier batch) throws BenchException {
        if (batch.getAsLong() != 1) {
            throw new BenchException("a batch did not move its offset");
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

package io.wadi.bench;

import io.wadi.database.Sql;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** {@code COPY} of the same rows into the same table, from a file: the limit of PostgreSQL itself. */
final class CopyRun implements Run {

    private static final Pattern COLUMNS = Pattern.compile("copy traffic \\(([^)]*)\\)");

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final Path capture;
    private final Path rows;
    private final String columns;

    CopyRun(BenchServers servers, WadiProcess wadi, Path capture, Path folder) {
        this.servers = servers;
        this.wadi = wadi;
        this.capture = capture;
        rows = folder.resolve("rows.copy");
        Matcher statement = COLUMNS.matcher(Sql.read("store/copy-traffic"));
        if (!statement.find()) {
            throw new IllegalStateException("copy-traffic.sql does not name the columns that it copies");
        }
        columns = statement.group(1);
    }

    @Override
    public String name() {
        return "bare COPY of the same rows";
    }

    @Override
    public Measurement measure() throws Exception {
        String database = servers.createDatabase();
        try {
            // Before the first run, Wadi stores the rows and they are exported; each run empties and fills the table.
            wadi.ingest(capture, database, List.of("--only", "store-traffic"));
            try (Connection connection = servers.connect(database)) {
                CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
                try (OutputStream out = Files.newOutputStream(rows)) {
                    copy.copyOut("copy (select " + columns + " from traffic) to stdout", out);
                }
                servers.execute(database, "truncate traffic");
                servers.execute(database, "checkpoint");
                Moment start = Moment.now(0, servers.clock());
                long stored;
                try (InputStream in = Files.newInputStream(rows)) {
                    stored = copy.copyIn("copy traffic (" + columns + ") from stdin", in, 1 << 16);
                }
                return Measurement.between(start, Moment.now(stored, servers.clock()));
            }
        } finally {
            Files.deleteIfExists(rows);
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }
}

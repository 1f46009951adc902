package io.wadi.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** {@code COPY} of the same rows into the same table, from a file: the limit of PostgreSQL itself. */
final class CopyRun implements Run {

    private static final String COLUMNS = "(src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, \"timestamp\","
            + " transport, length, ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)";

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final Path capture;
    private final Path rows;

    CopyRun(BenchServers servers, WadiProcess wadi, Path capture, Path folder) {
        this.servers = servers;
        this.wadi = wadi;
        this.capture = capture;
        rows = folder.resolve("rows.copy");
    }

    @Override
    public String name() {
        return "bare COPY of the same rows";
    }

    @Override
    public double packetsPerSecond() throws Exception {
        String database = servers.createDatabase();
        try {
            // Before the first run, Wadi stores the rows and they are exported; each run empties and fills the table.
            wadi.ingest(capture, database, List.of("--only", "store-traffic"));
            try (Connection connection = servers.connect(database)) {
                CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
                try (OutputStream out = Files.newOutputStream(rows)) {
                    copy.copyOut(
                            "copy (select " + COLUMNS.substring(1, COLUMNS.length() - 1) + " from traffic) to stdout",
                            out);
                }
                servers.execute(database, "truncate traffic");
                servers.execute(database, "checkpoint");
                long began = System.nanoTime();
                long stored;
                try (InputStream in = Files.newInputStream(rows)) {
                    stored = copy.copyIn("copy traffic " + COLUMNS + " from stdin", in, 1 << 16);
                }
                return stored / ((System.nanoTime() - began) / 1e9);
            }
        } finally {
            Files.deleteIfExists(rows);
            servers.dropDatabase(database);
            servers.dropTopics();
        }
    }
}

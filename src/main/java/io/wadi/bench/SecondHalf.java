package io.wadi.bench;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Watches a database during a run, and notes when half of the packets are stored, and when all are. */
final class SecondHalf implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    /** Everything is stored when a run has ended; this is for a look that is late. */
    private static final long LAST_LOOK_MILLIS = 5_000;

    private final BenchServers servers;
    private final long packets;
    private final StoredCount stored;
    private final Thread thread = new Thread(this::watch, "bench-second-half");
    private volatile Moment half;
    private volatile Moment end;

    /**
     * Starts to watch.
     *
     * @param packets packets that the run will store
     */
    SecondHalf(BenchServers servers, String database, long packets) throws SQLException {
        this.servers = servers;
        this.packets = packets;
        stored = new StoredCount(servers, database);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            half = await(packets / 2);
            end = await(packets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Moment await(long least) throws InterruptedException {
        long now = stored.packets();
        while (now < least) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = stored.packets();
        }
        return Moment.now(now, servers.clock());
    }

    /** Adds the figures of the second half, unless all packets were stored at once. */
    Measurement addTo(Measurement whole) throws InterruptedException {
        thread.join(LAST_LOOK_MILLIS);
        return end == null || half.packets() == end.packets() ? whole : whole.withSecondHalf(half, end);
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        thread.interrupt();
        thread.join();
        stored.close();
    }
}

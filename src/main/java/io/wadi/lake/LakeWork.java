package io.wadi.lake;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Work on the lake for somebody who waits: it ends after a time, or when nobody waits any longer. Thread-safe. */
public final class LakeWork {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Duration patience;
    private final long start = System.nanoTime();
    private Statement running;
    private boolean isCancelled;

    /** Begins now, and may take so long. */
    public LakeWork(Duration patience) {
        this.patience = patience;
    }

    /** Ends the work: nobody waits for it. */
    public synchronized void cancel() {
        isCancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // It has just ended.
            }
        }
    }

    /**
     * Checks that somebody still waits.
     *
     * @throws LakeLimitException if not
     */
    public synchronized void check() {
        if (isCancelled) {
            throw LakeLimitException.cancelled();
        }
        if (leftNanos() <= 0) {
            throw LakeLimitException.tooLong(patience);
        }
    }

    private long leftNanos() {
        return patience.toNanos() - (System.nanoTime() - start);
    }

    /** A step of the work. */
    interface Step<T> {
        T run() throws SQLException;
    }

    /**
     * Runs a step with a statement, which the end of the work interrupts.
     *
     * @throws LakeLimitException if it has done so
     */
    <T> T run(Statement statement, Step<T> step) throws SQLException {
        begin(statement);
        try {
            statement.setQueryTimeout((int) (leftNanos() / NANOS_PER_SECOND) + 1);
            return step.run();
        } catch (SQLException e) {
            check();
            throw e;
        } finally {
            begin(null);
        }
    }

    private synchronized void begin(Statement statement) {
        if (statement != null) {
            check();
        }
        running = statement;
    }
}

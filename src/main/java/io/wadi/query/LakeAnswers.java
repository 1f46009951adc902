package io.wadi.query;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.lake.DuckDbMissingException;
import io.wadi.lake.LakeFlows;
import io.wadi.lake.LakeFlows.Rows;
import io.wadi.lake.LakeLimitException;
import io.wadi.lake.LakePlace;
import io.wadi.lake.LakeWork;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies flows of the lake to PostgreSQL, where they last as long as a question about them. Only one question at a time is
 * answered so, because DuckDB takes much memory. Thread-safe.
 */
final class LakeAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(LakeAnswers.class);
    private static final long PATIENCE_SECONDS = 10;

    private static final String MAY_WRITE = "set transaction read write";

    private static final Sql CREATE = Sql.file("lake/create-flows");
    private static final Sql CREATE_PLACES = Sql.file("lake/create-places");
    private static final Sql PLACES = Sql.file("lake/copy-places");

    private final DataSource database;
    private final LakePlace place;
    private final FlowDetail detail;
    private final int mostRows;
    private final int megabytes;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * Answers with the lake of a place.
     *
     * @param database where the flows are copied to
     */
    LakeAnswers(DataSource database, LakePlace place, Settings settings, Clock clock) {
        this.database = database;
        this.place = place;
        detail = FlowDetail.of(settings);
        mostRows = settings.get(LakeSettings.MOST_ROWS);
        megabytes = settings.get(LakeSettings.MEMORY);
        this.clock = clock;
    }

    /**
     * Answers a question in a transaction that has the flows of the lake.
     *
     * @throws QueryException with a sentence, if the lake has not all of them, or they are too many
     * @throws LakeAwayException with a sentence, if the lake cannot be read now
     */
    <T> T with(Question question, LakeWork work, Function<JdbcClient, T> answer) {
        await();
        try {
            return Jdbc.template(database)
                    .execute((Connection connection) -> answered(question, work, answer, connection));
        } catch (LakeLimitException e) {
            throw new QueryException(e.getMessage());
        } finally {
            turn.release();
        }
    }

    private void await() {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new LakeAwayException("The lake answers another question; try again in a few seconds", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LakeAwayException("Wadi stops", e);
        }
    }

    /** The pool makes the connection read-only again. */
    private <T> T answered(Question question, LakeWork work, Function<JdbcClient, T> answer, Connection connection)
            throws SQLException {
        connection.setReadOnly(false);
        connection.setAutoCommit(false);
        try {
            JdbcClient client = Jdbc.client(connection);
            client.sql(MAY_WRITE).update();
            List<LakePeriod> periods = LakePeriod.of(question).toList();
            for (LakePeriod period : periods) {
                copy(period, work, connection, period == periods.get(0));
            }
            CREATE_PLACES.on(client).update();
            if (LakePeriod.needsPlaces(question)) {
                PLACES.on(client).update();
            }
            work.check();
            return answer.apply(client);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void copy(LakePeriod period, LakeWork work, Connection connection, boolean isFirst) throws SQLException {
        JdbcClient client = Jdbc.client(connection);
        LakeCheck check = LakeCheck.of(period, detail.with(KeptSince.read(client)), clock.instant(), client);
        try (LakeFlows flows = open(check, work)) {
            Rows rows = read(() -> {
                check.isComplete(flows);
                return flows.write(period.selection(), mostRows);
            });
            if (isFirst) {
                CREATE.on(client).update();
            }
            client.sql("alter table pg_temp.lake_flows alter column is_former set default " + period.isFormer())
                    .update();
            copy(rows, connection);
        }
    }

    private LakeFlows open(LakeCheck check, LakeWork work) {
        return read(() -> LakeFlows.open(place, detail.windowSeconds(), check.from(), check.to(), work, megabytes));
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (DuckDbMissingException e) {
            throw new LakeAwayException(
                    "Flows of this range are only in the lake, and DuckDB, which reads it, is not there: bring it with"
                            + " ./wadi add duckdb, and start Wadi again",
                    e);
        } catch (DataAccessException e) {
            LOG.warn("A question was not answered: {}", e.getMessage());
            throw new LakeAwayException(
                    "Flows of this range are only in the lake, which cannot be read now; the log says why", e);
        }
    }

    private static void copy(Rows rows, Connection connection) throws SQLException {
        String copy = "copy pg_temp.lake_flows (" + String.join(", ", rows.columns()) + ") from stdin (format csv)";
        try (InputStream csv = Files.newInputStream(rows.csv())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

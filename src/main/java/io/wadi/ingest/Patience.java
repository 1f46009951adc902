package io.wadi.ingest;

import io.wadi.database.Jdbc;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Asks a database that is away again until it answers, as the stores do. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long PAUSE_MILLIS = 500;

    private Patience() {}

    /** The answer to a question; it throws any failure that waiting does not mend. */
    static <T> T ask(Supplier<T> question) throws InterruptedException {
        boolean isLogged = false;
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (!isAway(e)) {
                    throw e;
                }
                if (!isLogged) {
                    LOG.warn("Ingest waits for the database: {}", Jdbc.message(e));
                    isLogged = true;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean isAway(RuntimeException failure) {
        return Stream.of(
                        DataAccessResourceFailureException.class,
                        TransientDataAccessException.class,
                        RecoverableDataAccessException.class,
                        CannotCreateTransactionException.class)
                .anyMatch(kind -> kind.isInstance(failure));
    }
}

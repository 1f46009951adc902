package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.settings.Settings;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several processes that open a database at the same moment. */
final class StartedTogether {

    private static final int PROCESSES = 6;

    private StartedTogether() {}

    /** Fails if one of them cannot. */
    static void open(Settings settings) throws Exception {
        CyclicBarrier together = new CyclicBarrier(PROCESSES);
        Callable<Integer> start = () -> {
            together.await();
            try (HikariDataSource database = Database.open(settings)) {
                return database.getMaximumPoolSize();
            }
        };
        ExecutorService processes = Executors.newFixedThreadPool(PROCESSES);
        try {
            for (Future<Integer> started : processes.invokeAll(Collections.nCopies(PROCESSES, start))) {
                assertThat(started.get()).isPositive();
            }
        } finally {
            processes.shutdownNow();
        }
    }
}

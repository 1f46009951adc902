package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** The first start on a database that has no tables yet. */
class FirstMigrationIT {

    private static final int PROCESSES = 6;

    @RepeatedTest(5)
    void allProcessesStartThatStartTogether() throws Exception {
        Settings settings = TestServers.settings();
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

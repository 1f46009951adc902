package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LakeWorkTest {

    /** Would take years. */
    private static final String ENDLESS =
            "select sum(a.range * b.range) from range(100000000) as a, range(100000000) as b";

    @Test
    void whoNoLongerWaitsEndsTheStatement() throws Exception {
        LakeWork work = new LakeWork(Duration.ofHours(1));
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> run(work, statement));
            await().until(() -> {
                work.cancel();
                return answer.isDone();
            });
            assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(LakeLimitException.class)
                    .hasMessageContaining("The request was cancelled");
        }
        assertThatThrownBy(work::check).hasMessage("The request was cancelled");
    }

    private static boolean run(LakeWork work, Statement statement) {
        try {
            return work.run(statement, () -> statement.execute(ENDLESS));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itsTimeEndsTheStatement() throws Exception {
        LakeWork work = new LakeWork(Duration.ofMillis(200));
        try (Connection duckdb = DuckDb.open();
                Statement statement = duckdb.createStatement()) {
            assertThatThrownBy(() -> work.run(statement, () -> statement.execute(ENDLESS)))
                    .isInstanceOf(LakeLimitException.class)
                    .hasMessage("The lake needs more than 0 seconds for this question: ask about a shorter time");
        }
    }
}

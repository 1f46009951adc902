package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.pipeline.TestServers;
import org.junit.jupiter.api.Test;

/** A statement that PostgreSQL does not support leaves the connection of the pool as it was. */
class UnsupportedStatementsIT {

    private static final String DELETING =
            "select * from (with gone as (delete from hosts returning 1) select * from gone) as lost";

    @Test
    void theErrorIsThatOfTheStatement() throws Exception {
        try (HikariDataSource database = Database.open(TestServers.withTables())) {
            assertThatThrownBy(() -> Jdbc.transaction(database)
                            .execute(status ->
                                    Jdbc.client(database).sql(DELETING).query().listOfRows()))
                    .rootCause()
                    .hasMessageContaining("data-modifying");
        }
    }
}

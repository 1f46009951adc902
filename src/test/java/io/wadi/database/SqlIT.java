package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class SqlIT {

    @Test
    void bindsParametersAndLeavesTheRestAlone() throws Exception {
        Sql query = new Sql("""
                /* :#block ? */ -- :#line ? it's
                select :#number + :#number as sum, ':#text ? it''s' as quoted, (array[1, 2, 3])[1:2] as slice,
                    '{"a":1}'::jsonb ? 'a' as has, $$:#body ?$$ as body, 1::text as cast,
                    :#words::text[] as words, :#moment as moment, 1 as ":#name?"
                """);
        Map<String, Object> values = Map.of(
                "number", 21, "words", new String[] {"a", "b,c"}, "moment", Instant.parse("2025-01-02T03:04:05Z"));
        Settings settings = TestServers.settings();

        Map<String, Object> row = query.on(
                        Jdbc.client(DatabaseAccess.of(settings).dataSource()), values)
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("sum", 42)
                .containsEntry("quoted", ":#text ? it's")
                .containsEntry("has", true)
                .containsEntry("body", ":#body ?")
                .containsEntry("moment", Timestamp.from(Instant.parse("2025-01-02T03:04:05Z")));
        assertThat(row.get("slice")).hasToString("{1,2}");
        assertThat(row.get("words")).hasToString("{a,\"b,c\"}");
    }

    @Test
    void failuresSayWhatTheDatabaseSaid() throws Exception {
        JdbcClient database =
                Jdbc.client(DatabaseAccess.of(TestServers.settings()).dataSource());
        assertThatThrownBy(() -> new Sql("select 1 / :#zero")
                        .on(database, Map.of("zero", 0))
                        .query(Integer.class)
                        .single())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessage("ERROR: division by zero");
    }
}
